package dev.wgan.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@link MutantMain} in processes of their own, a new one after each that crashes or hangs.
 * Arguments: how many mutants, a seed, and a folder of more models, if there is one.
 *
 * @param outcomes how many mutants came to what
 * @param faults what crashed, hung, or failed without a type of ours
 */
record Mutants(Map<String, Integer> outcomes, List<String> faults) {
  private static final int SECONDS = 60;
  private static final String END = "end";

  public static void main(String[] args) throws Exception {
    List<String> folder = args.length > 2 ? List.of(args[2]) : List.of();
    int first = args.length > 3 ? Integer.parseInt(args[3]) : 0;
    Mutants mutants = run(first, Integer.parseInt(args[0]), args[1], folder);
    mutants.faults().forEach(System.out::println);
    System.out.println(mutants.outcomes());
  }

  static Mutants run(int first, int count, String seed, List<String> folder)
      throws IOException, InterruptedException {
    Mutants mutants = new Mutants(new TreeMap<>(), new ArrayList<>());
    int next = first;
    while (next < first + count) {
      next = mutants.process(next, first + count, seed, folder);
    }
    return mutants;
  }

  /** Runs one process until all is done, or it crashes or hangs; returns the mutant to go on at. */
  private int process(int from, int to, String seed, List<String> folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/stdout"));
    command.addAll(ChildJvm.nativeAccess("ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MutantMain.class.getName());
    command.addAll(List.of(Integer.toString(from), Integer.toString(to), seed));
    command.addAll(folder);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(process, lines));
    reader.start();
    int current = from - 1;
    String last = "";
    String detail = "";
    while (true) {
      String line = lines.poll(SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        process.destroyForcibly().waitFor();
        fault(current, "hang", "");
        return current + 1;
      }
      if (line.equals(END)) {
        int code = process.waitFor();
        if (code != 0 || current < to - 1) {
          fault(current, "crash", "exit %d %s".formatted(code, detail));
        }
        return current + 1;
      }
      if (line.startsWith("mutant ")) {
        current = Integer.parseInt(line.substring(7));
      } else if (line.startsWith("was ")) {
        last = line.substring(4).split(" ", 2)[0];
        outcomes.merge(last, 1, Integer::sum);
        if (last.equals("untyped")) {
          faults.add("mutant %d: %s %s".formatted(current, line.substring(4), detail));
        }
        detail = "";
      } else if (line.contains("SIG") || line.startsWith("C  [") || line.contains("Exception")) {
        detail = detail.length() > 300 ? detail : detail + " " + line.strip();
      }
    }
  }

  private void fault(int mutant, String what, String detail) {
    outcomes.merge(what, 1, Integer::sum);
    faults.add("mutant %d: %s %s".formatted(mutant, what, detail));
    System.out.println(faults.get(faults.size() - 1));
  }

  private static void read(Process process, BlockingQueue<String> lines) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      in.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      lines.add("the output ended: " + e.getMessage());
    } finally {
      lines.add(END);
    }
  }
}

package dev.wgan.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster of processes on this machine, one of whose workers is killed or halted. */
@EnabledIfSystemProperty(
    named = "wgan.test.long",
    matches = "true",
    disabledReason = "it starts six JVMs and takes minutes: -Dwgan.test.long=true runs it")
class ClusterTest {
  private static final String ROWS = "200000";
  private static final String PARTITIONS = "40";
  private static final int TASKS_BEFORE_THE_KILL = 8;

  private final List<Process> processes = new ArrayList<>();

  @TempDir private Path home;

  @AfterEach
  void stopAll() {
    for (Process process : processes) {
      kill(process);
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  private Process start(String name, String memory, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(List.of(System.getProperty("wgan.spark.jvm").strip().split(" +", -1)));
    command.addAll(
        List.of("-Xmx" + memory, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(home.resolve(name + ".err").toFile())
            .directory(home.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Workers find Spark's libraries in the folder jars, as in an installation of Spark. */
  private void installSpark() throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar") && Files.exists(jar)) {
        Path link = jars.resolve(jar.getFileName());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, jar.toAbsolutePath());
        }
      }
    }
  }

  private static String folders() {
    return String.join(
        File.pathSeparator,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.endsWith(".jar"))
            .toList());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process worker(String name, String host, String master) throws IOException {
    return start(
        name,
        "128m",
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        host,
        "--cores",
        "1",
        "--memory",
        "600m",
        "--webui-port",
        "0",
        "--work-dir",
        home.resolve("work-" + name).toString(),
        master);
  }

  /** Starts the master, and returns its address. */
  private String master() throws IOException {
    installSpark();
    String port = Integer.toString(freePort());
    start(
        "master",
        "128m",
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        port,
        "--webui-port",
        "0");
    return "spark://127.0.0.1:" + port;
  }

  private Process driver(String master, String... settings) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                ClusterDriver.class.getName(),
                master,
                LocalSpark.people(),
                ROWS,
                PARTITIONS,
                folders()));
    arguments.addAll(List.of(settings));
    return start("driver", "512m", arguments.toArray(String[]::new));
  }

  /** Passes each line that the driver prints, with all lines up to it, and returns all lines. */
  private List<String> follow(Process driver, Consumer<List<String>> listener) throws Exception {
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = driver.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        System.out.println(line);
        lines.add(line);
        listener.accept(lines);
      }
    }
    int code = driver.waitFor();
    assertThat(code).as(Files.readString(home.resolve("driver.err"))).isZero();
    return lines;
  }

  private static boolean isTimeToInterfere(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("task ")).count() == TASKS_BEFORE_THE_KILL;
  }

  private static String expected() throws Exception {
    return RowDigest.of(
        LocalSpark.read(LocalSpark.people(), Long.parseLong(ROWS), "partitions", "3"));
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void aKilledWorkerChangesNoRow() throws Exception {
    String expected = expected();
    String master = master();
    Process killed = worker("one", "127.0.0.1", master);
    worker("two", "127.0.0.1", master);
    List<String> lines =
        follow(
            driver(master),
            soFar -> {
              if (isTimeToInterfere(soFar) && killed.isAlive()) {
                kill(killed);
                System.out.println("killed a worker with its executor");
              }
            });
    assertThat(lines).anyMatch(line -> line.startsWith("removed "));
    assertThat(lines).contains("digest " + expected);
  }

  /** Spark copies a task only to another host; two names of one host are two hosts to it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void aCopyOfAHaltedTaskChangesNoRow() throws Exception {
    String expected = expected();
    String master = master();
    Process halted = worker("one", "127.0.0.1", master);
    worker("two", "localhost", master);
    AtomicBoolean asleep = new AtomicBoolean();
    List<String> lines =
        follow(
            driver(
                master,
                "spark.speculation=true",
                "spark.speculation.efficiency.enabled=false",
                "spark.speculation.quantile=0.5",
                "spark.speculation.multiplier=1.5"),
            soFar -> {
              String line = soFar.get(soFar.size() - 1);
              if (isTimeToInterfere(soFar) && asleep.compareAndSet(false, true)) {
                signal(halted, "STOP");
              } else if (line.matches("copy of task .*: SUCCESS")) {
                signal(halted, "CONT"); // it has the rows of the tasks before
              }
            });
    assertThat(lines).anyMatch(line -> line.matches("copy of task .*: SUCCESS"));
    assertThat(lines).contains("digest " + expected);
  }

  /** Halts or continues the executors of a worker. */
  private static void signal(Process worker, String name) {
    worker
        .descendants()
        .forEach(
            executor -> {
              try {
                new ProcessBuilder("kill", "-" + name, Long.toString(executor.pid()))
                    .start()
                    .waitFor();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("kill -%s failed".formatted(name), e);
              }
            });
    System.out.println("sent %s to an executor".formatted(name));
  }
}

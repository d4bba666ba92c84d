package dev.wgan.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Eight threads sample, close, reload and interrupt at random; every failure must be typed, every
 * sample right, and the process's memory flat. Starved, the heap, the threads and what listeners
 * throw are made to fail as well, by one more thread.
 */
final class StressMain {
  private static final int THREADS = 8;
  private static final Duration SOON = Duration.ofMillis(1);

  private static volatile boolean starved;

  private final long end;
  private final Path file;
  private final byte[][] models;
  private final float[][] expected;
  private volatile Generator shared;
  private volatile BatchingGenerator batched;
  private final ReloadableGenerator reloadable;
  private final AtomicReference<Throwable> wrong = new AtomicReference<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong typed = new AtomicLong();
  private final AtomicLong exhausted = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  private StressMain(long seconds, Path folder) throws IOException {
    this.end = System.nanoTime() + seconds * 1_000_000_000L;
    this.file = folder.resolve("model.onnx");
    this.models = new byte[][] {TestModels.mlp(), TestModels.conv()};
    this.expected = new float[2][];
    for (int m = 0; m < 2; m++) {
      try (Generator generator = Generator.load(models[m], options())) {
        expected[m] = generator.sample(40, 7).toArray();
      }
    }
    Files.write(file, models[0]);
    this.shared = Generator.load(models[0], options());
    this.batched = BatchingGenerator.over(shared, batching());
    this.reloadable = ReloadableGenerator.load(file, options());
  }

  private static GeneratorOptions options() {
    return GeneratorOptions.of(
        o -> {
          o.parallelism(2).chunkSize(16);
          if (starved) {
            o.listener(event -> Starvation.throwSomething());
          }
        });
  }

  private static BatchingOptions batching() {
    return BatchingOptions.defaults().withCapacity(4, BatchingOptions.WhenFull.BLOCK);
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("stress");
    starved = args.length > 1 && args[1].equals("starved");
    // A line for each generator whose listener fails would fill the report.
    java.util.logging.LogManager.getLogManager().reset();
    try {
      new StressMain(Long.parseLong(args[0]), folder).run(Long.parseLong(args[0]));
    } finally {
      Files.deleteIfExists(folder.resolve("model.onnx"));
      Files.delete(folder);
    }
  }

  private void run(long seconds) throws Exception {
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(t);
      threads.add(new Thread(() -> loop(random), "stress-" + t));
    }
    Starvation starvation = new Starvation(end);
    threads.forEach(Thread::start);
    Thread starving = new Thread(starvation, "starving");
    if (starved) {
      starving.start();
    }
    Thread.sleep(seconds * 300);
    long early = residentKilobytes();
    for (Thread thread : threads) {
      join(thread);
    }
    starving.join();
    long late = residentKilobytes();
    answersAgain();
    shared.close();
    reloadable.close();
    if (wrong.get() != null) {
      throw new AssertionError("untyped failure or wrong sample", wrong.get());
    }
    System.out.printf(
        java.util.Locale.ROOT,
        "%d calls, %d typed failures, resident %d MB early, %d MB late; %d found no memory or no"
            + " thread; %s%n",
        calls.get(),
        typed.get(),
        early >> 10,
        late >> 10,
        exhausted.get(),
        starved ? starvation : "not starved");
    if (late > early + (100 << 10)) {
      throw new AssertionError("the process grew from " + early + " to " + late + " kB");
    }
  }

  /** Half a minute after the end, a thread that still waits for something hangs. */
  private void join(Thread thread) throws InterruptedException {
    long left = (end - System.nanoTime()) / 1_000_000 + 30_000;
    thread.join(Math.max(1, left));
    if (thread.isAlive()) {
      AssertionError hang = new AssertionError(thread.getName() + " hangs");
      hang.setStackTrace(thread.getStackTrace());
      throw hang;
    }
  }

  /** After all that, new calls work, have their threads, and keep their deadlines. */
  private void answersAgain() {
    try (Generator generator = Generator.load(models[0], options());
        Generator slow = Generator.load(TestModels.slow(), options())) {
      check(generator.sample(40, 7));
      check(generator.sampleAsync(SampleRequest.of(40).seed(7)).join());
      try {
        slow.sample(SampleRequest.of(20_000).seed(1).timeout(Duration.ofMillis(200)));
        throw new AssertionError("a minute's samples in 0.2 s");
      } catch (SamplingTimeoutException e) {
        check(generator.sample(1, 7));
      }
    }
  }

  private void loop(Random random) {
    while (System.nanoTime() < end && wrong.get() == null) {
      try {
        act(random);
        calls.incrementAndGet();
      } catch (GeneratorException | CancellationException e) {
        typed.incrementAndGet();
        count(e);
      } catch (IllegalStateException e) {
        expectClosed(e);
      } catch (CompletionException e) {
        if (e.getCause() instanceof IllegalStateException closed) {
          expectClosed(closed);
        } else if (!(e.getCause() instanceof GeneratorException)) {
          wrong.set(e);
        }
        typed.incrementAndGet();
        count(e.getCause());
      } catch (OutOfMemoryError e) {
        // The test's own arrays do not fit either; calls turn theirs into a RunException.
        if (!starved || isOurs(e)) {
          wrong.set(e);
        }
      } catch (IOException | RuntimeException | Error e) {
        wrong.set(e);
      }
      Thread.interrupted();
    }
  }

  private void count(@Nullable Throwable e) {
    if (e != null && e.getCause() instanceof OutOfMemoryError) {
      exhausted.incrementAndGet();
    }
  }

  /** Whether it came out of a call that should have wrapped it: loading may run out of memory. */
  private static boolean isOurs(Throwable e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      String method = frame.getMethodName();
      if (method.startsWith("sample") && !frame.getClassName().contains("StressMain")) {
        return true;
      }
    }
    return false;
  }

  private void expectClosed(IllegalStateException e) {
    typed.incrementAndGet();
    if (!String.valueOf(e.getMessage()).contains("closed")) {
      wrong.set(e);
    }
  }

  private void act(Random random) throws IOException {
    int action = random.nextInt(100);
    Generator generator = shared;
    if (action < 30) {
      check(generator.sample(1 + random.nextInt(40), 7));
    } else if (action < 45) {
      check(reloadable.sample(1 + random.nextInt(40), 7));
    } else if (action < 55) {
      long micros = 1 + random.nextLong(2000);
      check(
          generator.sample(SampleRequest.of(40).seed(7).timeout(Duration.ofNanos(micros * 1000))));
    } else if (action < 65) {
      CompletableFuture<Samples> future = generator.sampleAsync(SampleRequest.of(9).seed(7));
      if (random.nextBoolean()) {
        future.cancel(true);
      }
      check(future.join());
    } else if (action < 72) {
      try (Sampler sampler = generator.newSampler()) {
        float[] values = new float[expected[0].length];
        sampler.sampleInto(7, 0, 3, java.nio.FloatBuffer.wrap(values));
      }
    } else if (action < 77) {
      SampleRequest request = SampleRequest.of(1 + random.nextInt(9)).seed(7);
      check(batched.sample(random.nextBoolean() ? request : request.timeout(SOON)));
    } else if (action < 80) {
      try (BatchingGenerator batching = BatchingGenerator.over(generator, batching())) {
        CompletableFuture<Samples> other = batching.sampleAsync(SampleRequest.of(3).seed(7));
        check(batching.sample(5, 7));
        check(other.join());
      }
    } else if (action < 88) {
      threads.get(random.nextInt(THREADS)).interrupt();
    } else if (action < 94) {
      Generator fresh = Generator.load(models[random.nextInt(2)], options());
      Generator old;
      synchronized (expected) {
        old = shared;
        shared = fresh;
        batched = BatchingGenerator.over(fresh, batching());
      }
      old.close();
    } else if (action < 98) {
      synchronized (this) {
        Files.write(file, models[random.nextInt(2)]);
        reloadable.reload();
      }
    } else {
      generator.close();
    }
  }

  /** Samples of seed 7 belong to one of the two models, whole. */
  private void check(Samples samples) {
    float[] found = samples.toArray();
    for (float[] all : expected) {
      if (Arrays.equals(found, Arrays.copyOf(all, found.length))) {
        return;
      }
    }
    wrong.set(new AssertionError("samples of neither model"));
  }

  /** The test's JVMs touch their whole heap at the start: what grows is native. */
  private static long residentKilobytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    System.gc();
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}

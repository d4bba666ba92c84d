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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster of processes on this machine, one of whose workers is killed. */
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
  void stopAll() throws InterruptedException {
    for (Process process : processes) {
      kill(process);
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
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

  private Process worker(String name, String master) throws IOException {
    return start(
        name,
        "128m",
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
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

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void aKilledWorkerChangesNoRow() throws Exception {
    installSpark();
    String expected =
        RowDigest.of(LocalSpark.read(LocalSpark.people(), Long.parseLong(ROWS), "partitions", "3"));
    String port = Integer.toString(freePort());
    String master = "spark://127.0.0.1:" + port;
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
    Process killed = worker("one", master);
    worker("two", master);
    Process driver =
        start(
            "driver",
            "512m",
            ClusterDriver.class.getName(),
            master,
            LocalSpark.people(),
            ROWS,
            PARTITIONS,
            folders());
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = driver.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        System.out.println(line);
        lines.add(line);
        if (lines.stream().filter(l -> l.startsWith("task ")).count() == TASKS_BEFORE_THE_KILL
            && killed.isAlive()) {
          kill(killed);
          System.out.println("killed a worker with its executor");
        }
      }
    }
    int code = driver.waitFor();
    assertThat(code).as(Files.readString(home.resolve("driver.err"))).isZero();
    assertThat(lines).anyMatch(line -> line.startsWith("removed "));
    assertThat(lines).contains("digest " + expected);
  }
}

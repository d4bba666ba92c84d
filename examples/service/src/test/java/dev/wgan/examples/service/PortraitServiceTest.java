package dev.wgan.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The service as its clients and its operators see it. */
@EnabledOnOs(OS.LINUX)
class PortraitServiceTest {
  private static final int CLIENTS = 4;
  private static final int SECONDS = Boolean.getBoolean("wgan.test.long") ? 60 : 4;

  @TempDir private Path folder = Path.of("");

  @Test
  void everyUserHasOnePortraitAndAWrongStyleIsRefused() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(folder.resolve("log"))) {
      HttpClient client = HttpClient.newHttpClient();
      HttpResponse<byte[]> one = png(client, service, "/portraits/42.png?style=micah");
      assertThat(one.statusCode()).isEqualTo(200);
      assertThat(one.headers().firstValue("Content-Type")).hasValue("image/png");
      assertThat(ImageIO.read(new ByteArrayInputStream(one.body())).getWidth()).isEqualTo(64);
      assertThat(png(client, service, "/portraits/42.png?style=micah").body())
          .isEqualTo(one.body());
      assertThat(png(client, service, "/portraits/43.png?style=micah").body())
          .isNotEqualTo(one.body());

      HttpResponse<String> wrong =
          client.send(service.get("/portraits/42.png?style=mica"), BodyHandlers.ofString());
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("mica", "micah");
      assertThat(client.send(service.get("/actuator/health"), BodyHandlers.ofString()).body())
          .contains("\"wgan\":{\"status\":\"UP\"", "\"model\":\"avatars\"");
      assertThat(
              client
                  .send(service.get("/actuator/metrics/wgan.samples"), BodyHandlers.ofString())
                  .body())
          .contains("\"name\":\"wgan.samples\"");
      assertThat(service.stop()).isEqualTo(143); // ended by SIGTERM, in order
    }
  }

  /** Clients behind a load balancer that asks the first instance whether it is ready. */
  @Test
  void noRequestFailsWhileAnInstanceStops() throws Exception {
    try (ServiceProcess first = ServiceProcess.start(folder.resolve("first"));
        ServiceProcess second = ServiceProcess.start(folder.resolve("second"))) {
      Queue<String> failures = new ConcurrentLinkedQueue<>();
      AtomicInteger byFirst = new AtomicInteger();
      AtomicInteger bySecond = new AtomicInteger();
      long end = System.nanoTime() + SECONDS * 1_000_000_000L;
      AtomicBoolean ready = new AtomicBoolean(true);
      List<Thread> clients = new ArrayList<>(List.of(balancer(first, ready)));
      for (int c = 0; c < CLIENTS; c++) {
        long seed = 1_000_000L * c;
        Thread client =
            new Thread(
                () -> {
                  for (long user = seed; System.nanoTime() < end; user++) {
                    String path = "/portraits/" + user + ".png";
                    boolean one = ready.get();
                    request(one ? first : second, path, one ? byFirst : bySecond, failures);
                  }
                });
        client.start();
        clients.add(client);
      }
      Thread.sleep(SECONDS * 500L);
      assertThat(first.stop()).isEqualTo(143);
      for (Thread client : clients) {
        client.join();
      }
      System.out.printf(
          "%s s, %s clients: %s portraits before the stop, %s after it, %s failures%n",
          SECONDS, CLIENTS, byFirst, bySecond, failures.size());
      assertThat(failures).isEmpty();
      assertThat(byFirst.get()).isPositive();
      assertThat(bySecond.get()).isPositive();
    }
  }

  /** Asks whether the instance is ready, until it is not. */
  private static Thread balancer(ServiceProcess service, AtomicBoolean ready) {
    Thread thread =
        new Thread(
            () -> {
              try {
                HttpClient client = HttpClient.newHttpClient();
                while (png(client, service, "/actuator/health/readiness").statusCode() == 200) {
                  Thread.sleep(100);
                }
              } catch (IOException | InterruptedException e) {
                // an instance that does not answer is not ready either
              }
              ready.set(false);
            });
    thread.start();
    return thread;
  }

  /** Sends one request, on a connection of its own as a new client would. */
  private static void request(
      ServiceProcess service, String path, AtomicInteger answered, Queue<String> failures) {
    try {
      int status = png(HttpClient.newHttpClient(), service, path).statusCode();
      if (status == 200) {
        answered.incrementAndGet();
      } else {
        failures.add(path + " " + status);
      }
    } catch (IOException | InterruptedException e) {
      failures.add(path + " " + e);
    }
  }

  private static HttpResponse<byte[]> png(HttpClient client, ServiceProcess service, String path)
      throws IOException, InterruptedException {
    return client.send(service.get(path), BodyHandlers.ofByteArray());
  }
}

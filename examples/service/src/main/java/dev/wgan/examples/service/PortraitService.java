package dev.wgan.examples.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service with a portrait for every user, the same each time, without a store. */
@SpringBootApplication
public class PortraitService {
  /** Creates the application, which Spring configures. */
  public PortraitService() {}

  /**
   * Starts the service.
   *
   * @param arguments properties, such as {@code --server.port=8081}
   */
  public static void main(String[] arguments) {
    SpringApplication.run(PortraitService.class, arguments);
  }
}

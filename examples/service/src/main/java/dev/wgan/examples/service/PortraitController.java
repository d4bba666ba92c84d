package dev.wgan.examples.service;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.InputException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Portraits as PNG files: {@code GET /portraits/42.png?style=micah}. */
@RestController
class PortraitController {
  private final Generator generator;

  PortraitController(Generator generator) {
    this.generator = generator;
  }

  @GetMapping(path = "/portraits/{user}.png", produces = MediaType.IMAGE_PNG_VALUE)
  ResponseEntity<byte[]> portrait(
      @PathVariable("user") long user,
      @RequestParam(name = "style", defaultValue = "micah") String style) {
    // A portrait never changes, so that browsers may keep it.
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .body(generator.sample(1, user, style).pngBytes(0));
  }

  /** An unknown style is the caller's fault, and the message names the styles. */
  @ExceptionHandler(InputException.class)
  ResponseEntity<String> refused(InputException e) {
    return ResponseEntity.status(HttpStatus.BAD_REQUEST)
        .contentType(MediaType.TEXT_PLAIN)
        .body(e.getMessage());
  }
}

package dev.wgan.runtime.internal;

import java.io.Console;

/**
 * Detects a terminal.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Terminal {
  private Terminal() {}

  /**
   * Returns whether input and output are a terminal that can erase a line. Up to Java 21, a console
   * exists only in this case; from Java 22 on, the console reports it.
   *
   * @return true if progress can be drawn over itself
   */
  @SuppressWarnings("SystemConsoleNull") // Java 22 and newer are asked by interactive()
  public static boolean present() {
    Console console = System.console();
    return console != null && !"dumb".equals(System.getenv("TERM")) && interactive(console);
  }

  private static boolean interactive(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}

package dev.wgan.train.monitor;

import java.io.Console;

/**
 * Whether somebody looks at what is printed.
 *
 * <p>Thread-safe: there is no state.
 */
final class Terminal {
  private Terminal() {}

  /**
   * Tells whether input and output are a terminal that can erase a line. Up to Java 21 there is a
   * console only then; from Java 22 on it says so itself.
   */
  @SuppressWarnings("SystemConsoleNull") // Java 22 and newer are asked by interactive()
  static boolean present() {
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

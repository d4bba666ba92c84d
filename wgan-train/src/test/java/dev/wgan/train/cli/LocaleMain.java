package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Cli;
import java.util.List;

/** The commands whose files must not depend on the locale, without what {@code main} sets. */
final class LocaleMain {
  private LocaleMain() {}

  public static void main(String[] arguments) {
    String data = arguments[0];
    String config =
        "--set conditional=true --set width=6 --set latent=3 --set batch=8 --set log_every=1"
            + " --set sample_every=2 --set checkpoint_every=2 --set average=0.5 --threads 1";
    List<List<String>> commands =
        List.of(
            words("train --preset wgan-ct --steps 4 -o run --data", data, config.split(" ")),
            words("export run --card -o", "my model (1).onnx"),
            words("sample --seed 3 -n 4 -o grid.png", "my model (1).onnx"),
            words("sample --seed 3 -n 1200 -o a.npy", "my model (1).onnx"),
            words(
                "evaluate -n 100 --html page.html --json evaluation.json --data",
                data,
                "my model (1).onnx"),
            words("describe", "my model (1).onnx"),
            words("verify", "my model (1).onnx", "--against", "run"));
    for (List<String> command : commands) {
      int code = Cli.run(new Wgan(), command.toArray(new String[0]));
      if (code != 0) {
        System.exit(code);
      }
    }
    System.exit(0);
  }

  private static List<String> words(String first, String second, String... rest) {
    List<String> words = new java.util.ArrayList<>(List.of(first.split(" ")));
    words.add(second);
    words.addAll(List.of(rest));
    return words;
  }
}

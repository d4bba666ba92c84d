package dev.wgan.onnx.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan completion}: prints a script that completes commands and options in a shell.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script that completes commands and options in a shell.",
    footer = {
      "",
      "  source <(bin/wgan completion bash)      for this shell; in ~/.bashrc, for all",
      "  source <(bin/wgan completion zsh)       for zsh, in ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that the script is for. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    CommandLine command =
        Objects.requireNonNull(spec, "the command runs within picocli only").commandLine();
    CommandLine root = spec.root().commandLine();
    String script = AutoComplete.bash(root.getCommandName(), root);
    if (shell == Shell.ZSH) {
      script = "autoload -U +X compinit && compinit\n" + script;
    }
    command.getOut().print(script);
    command.getOut().flush();
    return CommandLine.ExitCode.OK;
  }
}

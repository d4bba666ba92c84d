package dev.wgan.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about configuration keys is what is checked. */
class ConfigKeysTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void everyKeyOfAConfigurationIsExplained() {
    assertThat(ConfigKeys.names()).containsExactlyElementsOf(Grouping.keys().keySet());
    assertThat(Grouping.flat(Presets.of("wgan-gp")).fieldNames())
        .toIterable()
        .containsExactlyElementsOf(ConfigKeys.names());
    String list = KeyList.text();
    Presets.all()
        .forEach(
            (preset, config) ->
                ConfigFile.flat(config)
                    .forEach(
                        (key, value) -> {
                          assertThat(ConfigKeys.values(key)).as(key).isNotEmpty();
                          assertThat(entry(list, key))
                              .as("%s of %s", key, preset)
                              .contains(key.equals("preset") ? "the preset" : value);
                        }));
  }

  /** All lines about a key, which may be explained once per constraint. */
  private static String entry(String list, String key) {
    String name = key.replace(".type", "");
    StringBuilder entry = new StringBuilder();
    boolean within = false;
    for (String line : list.lines().toList()) {
      within = line.startsWith(" ") ? within : line.startsWith(name + " ");
      entry.append(within ? line + "\n" : "");
    }
    return entry.toString();
  }

  @Test
  void namesTheDefaultsThatPresetsHave() {
    assertThat(entry(KeyList.text(), "batch"))
        .isEqualTo(
            """
            batch                     samples of a batch
                                      a whole number, 1 or more
                                      default: 64; 32 in best; 256 in points; 250 in table; 16 in upscale, inpaint
            """);
    assertThat(entry(KeyList.text(), "constraint.power"))
        .isEqualTo(
            """
            constraint.power          for wasserstein_divergence: p, the power of the gradient norm
                                      a number above 1, at most 20
                                      default: 6.0
            """);
  }

  @Test
  void theRangesOfConstraintsAndOptimizersAreTheirChecks() {
    for (String type : ConfigKeys.constraints().keySet()) {
      TrainingConfig config = ConfigFile.with(Presets.of("wgan-gp"), "constraint", type);
      Presets.constraint(type).keys().forEach(key -> checks(config, "constraint.", key));
      assertThat(numbers(config, "constraint."))
          .containsExactlyInAnyOrderElementsOf(names(Presets.constraint(type).keys()));
    }
    for (String type : ConfigKeys.optimizers().keySet()) {
      TrainingConfig config = ConfigFile.with(Presets.of("wgan-gp"), "optimizer", type);
      Presets.optimizer(type).keys().forEach(key -> checks(config, "optimizer.", key));
      assertThat(numbers(config, "optimizer."))
          .containsExactlyInAnyOrderElementsOf(names(Presets.optimizer(type).keys()));
    }
  }

  private static List<String> names(List<NumberKey> keys) {
    return keys.stream().map(NumberKey::name).toList();
  }

  private static List<String> numbers(TrainingConfig config, String part) {
    return ConfigFile.flat(config).keySet().stream()
        .filter(key -> key.startsWith(part) && !key.endsWith(".type"))
        .map(key -> key.substring(part.length()))
        .toList();
  }

  private static void checks(TrainingConfig config, String part, NumberKey key) {
    NumberRange range = key.range();
    double step = range.whole() ? 1 : 1e-13;
    Stream.of(range.low() - step, range.low(), range.low() + step, range.high(), range.high() * 1.5)
        .forEach(
            value -> {
              String text = range.whole() ? String.valueOf(value.longValue()) : value.toString();
              if (range.contains(value)) {
                assertThatCode(() -> ConfigFile.with(config, part + key.name(), text))
                    .as(part + key.name() + "=" + text)
                    .doesNotThrowAnyException();
              } else {
                assertThatThrownBy(() -> ConfigFile.with(config, part + key.name(), text))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageEndingWith("expected " + range.text());
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "lr, critic_learning_rate|generator_learning_rate",
    "learning_rate, critic_learning_rate|generator_learning_rate|learning_rate_decay",
    "criticLearningRate, critic_learning_rate",
    "constraint.lambda, constraint.weight",
    "lambda, constraint.weight",
    "batch_size, batch",
    "batchs, batch",
    "n_critic, critic_iterations",
    "optimizer.beta, optimizer.beta1",
    "optimizer.lr, critic_learning_rate|generator_learning_rate",
    "epochs, steps",
    "heldout, held_out",
    "constraint.clip, constraint.weight",
    "checkpoint, checkpoint_every",
    "zzz, ''",
  })
  void suggestsKeysThatAreNear(String typed, String expected) {
    Map<String, String> keys = ConfigFile.flat(Presets.of("wgan-gp"));
    assertThat(String.join("|", KeySuggestions.near(typed, keys.keySet()))).isEqualTo(expected);
    assertThatThrownBy(() -> ConfigFile.with(Presets.of("wgan-gp"), typed, "1"))
        .hasMessageStartingWith("there is no configuration key '" + typed + "'")
        .hasMessageContaining(expected.isEmpty() ? "expected one of average, batch," : "did you");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch | 1.5 | batch=1.5: expected a whole number, 1 or more",
        "batch | 99999999999 | batch=99999999999: expected a whole number, 1 or more, below 2^31",
        "latents | gauss | latents=gauss: expected normal or uniform",
        "conditional | maybe | conditional=maybe: expected true or false",
        "seed | x | seed=x: expected a whole number",
        "dropout | NaN | dropout=NaN: dropout is NaN: expected a number from 0 to below 1",
        "optimizer.beta1 | high | optimizer.beta1=high: expected a number from 0 to below 1",
      })
  void saysWhichValuesAKeyMayHave(String key, String value, String expected) {
    assertThatThrownBy(() -> ConfigFile.with(Presets.of("wgan-gp"), key, value))
        .isInstanceOf(TrainingException.class)
        .hasMessage(expected);
  }

  @Test
  void takesWholeNumbersInAnyForm() {
    assertThat(ConfigFile.with(Presets.of("wgan-gp"), "steps", "2e4").schedule().steps())
        .isEqualTo(20_000);
    assertThat(ConfigFile.with(Presets.of("wgan-gp"), "constraint.type", "weight_clipping"))
        .isEqualTo(ConfigFile.with(Presets.of("wgan-gp"), "constraint", "weight_clipping"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'batch': 3,\\n 'lr': 2} | , line 2, column 2: there is no configuration key 'lr': did",
        "{\\n 'batch': 'x'} | , line 2, column 2: expected a whole number, 1 or more",
        "{\\n 'constraint': {'type':\\n 'gradient_penalty',\\n 'weight': -1}} | , line 4, column 2: weight is -1.0: expected",
        "{\\n 'constraint': {'type': 'wish'}} | , line 2, column 2: expected article_term,",
        "{\\n 'batch': 0} | , line 2, column 2: batch is 0: expected 1 or more",
        "{\\n 'batch': 3,,} | , line 2, column 13: Unexpected character (','",
        "{\\n 'batch': | , line 2, column 10: the text ends too early",
      })
  void saysWhereAFileIsWrong(String json, String expected) throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, json.replace('\'', '"').replace("\\n", "\n"));
    assertThatThrownBy(() -> ConfigFile.with(Presets.of("wgan-gp"), file))
        .hasMessageStartingWith(file + expected.strip().replaceFirst("^,", ","))
        .hasMessageNotContaining("dev.wgan")
        .hasMessageNotContaining("java.");
  }

  @ParameterizedTest
  @CsvSource({
    "latents, uniform",
    "learning_rate_decay, linear",
    "network, resnet",
    "constraint, weight_clipping",
    "optimizer, rmsprop"
  })
  void namesAreShownAsTheyAreSetAndTakenInEitherCase(String key, String value) throws IOException {
    TrainingConfig config = ConfigFile.with(Presets.of("wgan-gp"), key, value);
    String shown = key.matches("constraint|optimizer") ? key + ".type" : key;
    assertThat(ConfigFile.flat(config)).containsEntry(shown, value);
    assertThat(ConfigFile.write(config)).contains(" : \"" + value + "\"");
    assertThat(KeyList.text()).contains(value).doesNotContain(value.toUpperCase(Locale.ROOT));
    String capitals = value.toUpperCase(Locale.ROOT);
    assertThat(ConfigFile.with(Presets.of("wgan-gp"), key, capitals)).isEqualTo(config);
    Path file = folder.resolve("config.json");
    if (shown.equals(key)) {
      Files.writeString(file, ConfigFile.write(config).replace(value, capitals));
      assertThat(ConfigFile.read(file)).as("a run of an earlier version").isEqualTo(config);
    }
  }
}

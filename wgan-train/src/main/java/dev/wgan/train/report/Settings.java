package dev.wgan.train.report;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.run.TrainingData;
import dev.wgan.train.monitor.Numbers;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The section with the configuration, the data and the networks.
 *
 * <p>Thread-safe: there is no state.
 */
final class Settings {
  private static final Template TEMPLATE = Template.of(Settings.class, "settings");

  private Settings() {}

  /** The input of the template. */
  private record Content(Table configuration, List<Table> others) {}

  /** A table of two columns. */
  private record Table(String title, List<Row> rows) {}

  /** A name and its value. */
  private record Row(String key, String value) {}

  static Optional<Section> of(Run run) {
    List<Row> settings =
        run.settings().entrySet().stream()
            .map(entry -> new Row(entry.getKey(), entry.getValue()))
            .toList();
    List<Table> others = new ArrayList<>();
    run.data().ifPresent(data -> others.add(new Table("Data", data(data))));
    run.networks()
        .forEach(
            (name, network) ->
                others.add(
                    new Table(name.equals("critic") ? "Critic" : "Generator", network(network))));
    return Optional.of(
        Section.of(
            "How it was made",
            TEMPLATE,
            new Content(new Table("Configuration", settings), others)));
  }

  private static List<Row> data(TrainingData data) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("name", data.name()));
    rows.add(new Row("samples", Numbers.count(data.count())));
    rows.add(new Row("shape", data.shape().toString()));
    rows.add(new Row("values", data.range().low() + " to " + data.range().high()));
    if (!data.classes().isEmpty()) {
      rows.add(new Row("classes", String.join(", ", data.classes())));
    }
    if (!data.columns().isEmpty()) {
      rows.add(new Row("standardised", String.join(", ", data.columns())));
    }
    rows.add(new Row("SHA-256", data.digest()));
    return rows;
  }

  private static List<Row> network(NetworkSpec network) {
    long parameters =
        network.parameters().stream()
            .filter(ParameterSpec::trainable)
            .mapToLong(parameter -> parameter.shape().elements())
            .sum();
    return List.of(
        new Row("parameters", Numbers.count(parameters)),
        new Row("from", network.inputs().get(0).shape().toString()),
        new Row("to", network.outputShape().toString()),
        new Row(
            "layers",
            String.join(", ", network.layers().stream().map(NetworkJson::typeName).toList())));
  }
}

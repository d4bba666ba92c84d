package dev.wgan.train.cli;

import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.ExportReport;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.train.torchscript.TorchReference;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Exports a run's generator, compared with the network that was trained. */
final class Exporting {
  private Exporting() {}

  static ExportReport export(RunFolder folder) {
    TrainedGenerator trained = folder.trained(folder.latest());
    try (TorchReference reference = TorchReference.of(trained.network(), trained.weights())) {
      ExportOptions options = ExportOptions.builder().reference(reference).build();
      return OnnxExporter.of(options).export(trained, folder.onnx());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

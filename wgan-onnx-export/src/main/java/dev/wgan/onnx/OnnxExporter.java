package dev.wgan.onnx;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.run.TrainedGenerator;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Exports networks to ONNX. A file appears only once it is proven: checked, loaded in ONNX Runtime,
 * and its outputs held against those of the network's definition.
 *
 * <p>Immutable and thread-safe.
 */
public final class OnnxExporter {
  private final ExportOptions options;

  private OnnxExporter(ExportOptions options) {
    this.options = options;
  }

  /**
   * Returns an exporter.
   *
   * @param options how to export
   * @return the exporter
   */
  public static OnnxExporter of(ExportOptions options) {
    return new OnnxExporter(options);
  }

  /**
   * Exports a trained generator.
   *
   * @param generator the generator
   * @param file the ONNX file, replaced if it is there; its folder exists
   * @return what was written and how it was proven
   * @throws ExportException if it cannot be exported or is not proven right; nothing is written
   *     then, and the message names the first layer that deviates
   * @throws IOException if writing fails
   */
  public ExportReport export(TrainedGenerator generator, Path file) throws IOException {
    return new Export(generator, options, file).run();
  }

  /**
   * Exports a network of which no more is known than itself.
   *
   * @param network the network
   * @param weights its weights
   * @param file the ONNX file, replaced if it is there; its folder exists
   * @return what was written and how it was proven
   * @throws dev.wgan.network.NetworkException if the weights are not the network's
   * @throws ExportException if it cannot be exported or is not proven right; nothing is written
   *     then, and the message names the first layer that deviates
   * @throws IOException if writing fails
   */
  public ExportReport export(NetworkSpec network, Weights weights, Path file) throws IOException {
    return new Export(network, weights, options, file).run();
  }
}

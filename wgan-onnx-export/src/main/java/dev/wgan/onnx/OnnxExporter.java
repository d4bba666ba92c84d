package dev.wgan.onnx;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.run.TrainedGenerator;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Exports networks to ONNX. A file appears only after its proof: it is checked, loaded in ONNX
 * Runtime, and its outputs are compared with those of the network's definition.
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
   * @param options the options of the export
   * @return the exporter
   */
  public static OnnxExporter of(ExportOptions options) {
    return new OnnxExporter(options);
  }

  /**
   * Exports a trained generator.
   *
   * @param generator the generator
   * @param file the ONNX file, in an existing folder; replaced if it exists
   * @return the report on the written file and its proof
   * @throws ExportException if the generator cannot be exported or fails the proof; no file is then
   *     written, and the message names the first layer that deviates
   * @throws IOException if writing fails
   */
  public ExportReport export(TrainedGenerator generator, Path file) throws IOException {
    return new Export(generator, options, file).run();
  }

  /**
   * Exports a network without facts about its training. Latents are then assumed to be normal, and
   * samples to range from -1 to 1.
   *
   * @param network the network
   * @param weights its weights
   * @param file the ONNX file, in an existing folder; replaced if it exists
   * @return the report on the written file and its proof
   * @throws dev.wgan.network.NetworkException if the weights do not match the network
   * @throws ExportException if the network cannot be exported or fails the proof; no file is then
   *     written, and the message names the first layer that deviates
   * @throws IOException if writing fails
   */
  public ExportReport export(NetworkSpec network, Weights weights, Path file) throws IOException {
    return new Export(network, weights, options, file).run();
  }
}

package dev.wgan.onnx;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.run.TrainedGenerator;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An exporter of networks to ONNX files.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Each export includes a proof. The exporter writes the model to a temporary folder, loads it in
 * ONNX Runtime, and compares its outputs with those of a plain-Java computation of the network in
 * double precision. The proof fails if an error exceeds the tolerance of the {@link Precision}. A
 * model of up to 64 MB must also pass a check of its structure and its self-test in the runtime.
 * The file is moved to its place only after the proof, so that a failed export leaves an existing
 * file unchanged.
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
   * Exports a trained generator, with the facts about its training as metadata.
   *
   * @param generator the generator
   * @param file the ONNX file, in an existing folder; replaced if it exists
   * @return the report on the written file and its proof
   * @throws ExportException if the generator cannot be exported, if the folder does not exist, or
   *     if the proof fails; the message then names the first layer that deviates, if there is one
   * @throws IOException if writing fails
   */
  public ExportReport export(TrainedGenerator generator, Path file) throws IOException {
    return new Export(generator, options, file).run();
  }

  /**
   * Exports a network without facts about its training. The exporter assumes that latents have the
   * standard normal distribution and that samples range from -1 to 1.
   *
   * @param network the network
   * @param weights its weights
   * @param file the ONNX file, in an existing folder; replaced if it exists
   * @return the report on the written file and its proof
   * @throws dev.wgan.network.NetworkException if the weights do not match the network
   * @throws ExportException if the network cannot be exported, if the folder does not exist, or if
   *     the proof fails; the message then names the first layer that deviates, if there is one
   * @throws IOException if writing fails
   */
  public ExportReport export(NetworkSpec network, Weights weights, Path file) throws IOException {
    return new Export(network, weights, options, file).run();
  }
}

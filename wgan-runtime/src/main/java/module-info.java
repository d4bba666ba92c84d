/** Samples ONNX generators with ONNX Runtime. */
@SuppressWarnings("requires-automatic") // ONNX Runtime's jar names its module in the manifest only
module dev.wgan.runtime {
  requires com.microsoft.onnxruntime;
  requires transitive java.desktop;
  requires static org.jspecify;

  exports dev.wgan.runtime;
}

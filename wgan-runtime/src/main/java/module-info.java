/**
 * Samples ONNX generators with ONNX Runtime: {@link dev.wgan.runtime} does it, {@link
 * dev.wgan.noise} is the noise that samples are made from, {@link dev.wgan.table} are tables of
 * typed rows.
 */
@SuppressWarnings({
  "requires-automatic", // ONNX Runtime's jar names its module in the manifest only
  "module" // the modules that internal packages are exported to are built after this one
})
module dev.wgan.runtime {
  requires com.microsoft.onnxruntime;
  requires transitive java.desktop;
  requires static org.jspecify;

  exports dev.wgan.noise;
  exports dev.wgan.runtime;
  exports dev.wgan.table;
  exports dev.wgan.runtime.internal to
      dev.wgan.onnx,
      dev.wgan.train;
}

package dev.wgan.train.pictures;

import java.util.List;

/**
 * The figures of one way to restore pictures.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the model or the classical method
 * @param psnr peak signal to noise in decibels on the luminance, the mean over photographs; for
 *     inpainting inside the holes
 * @param ssim structural similarity on the luminance, the mean over photographs
 * @param patches the patch distance by level, the finest details first; for inpainting of patches
 *     whose centre is in a hole
 * @param fineEnergy the energy of the finest details, divided by that of the originals
 * @param consistency the root mean square difference between the degraded result and the input, in
 *     levels of brightness
 * @param eachPsnr the peak signal to noise of each photograph
 */
public record PictureScore(
    String name,
    double psnr,
    double ssim,
    List<Double> patches,
    double fineEnergy,
    double consistency,
    List<Double> eachPsnr) {
  /** Copies the lists. */
  public PictureScore {
    patches = List.copyOf(patches);
    eachPsnr = List.copyOf(eachPsnr);
  }

  /**
   * Returns the mean patch distance of the levels.
   *
   * @return levels of brightness
   */
  public double patchDistance() {
    return patches.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}

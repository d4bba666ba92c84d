package dev.wgan.train.page;

import java.util.List;

/**
 * The chart library uPlot, from its WebJar, and the script that gives it the charts of a page.
 *
 * <p>Thread-safe: there is no state.
 */
final class Uplot {
  /** The version is a part of the folder's name. */
  private static final String FOLDER = "/META-INF/resources/webjars/uplot/1.6.30/";

  private Uplot() {}

  static String style() {
    return Resource.read(Uplot.class, FOLDER + "dist/uPlot.min.css")
        + "\n"
        + Resource.read(Uplot.class, "uplot.css");
  }

  /** The library under its licence, then our own script. */
  static List<String> scripts() {
    String licence = Resource.read(Uplot.class, FOLDER + "LICENSE");
    return List.of(
        "/*!\n"
            + licence.strip()
            + "\n*/\n"
            + Resource.read(Uplot.class, FOLDER + "dist/uPlot.iife.min.js"),
        Resource.read(Uplot.class, "charts.js"));
  }
}

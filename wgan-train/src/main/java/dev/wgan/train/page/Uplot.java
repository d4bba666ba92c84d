package dev.wgan.train.page;

import java.util.List;

/**
 * The chart library uPlot, from its WebJar, and the script that passes the charts of a page to it.
 *
 * <p>Thread-safe: there is no state.
 */
final class Uplot {
  /** The version, which is a part of the folder's name, is the one of the POM. */
  private static final String VERSION = "1.6.30";

  private Uplot() {}

  static String style() {
    return library("dist/uPlot.min.css") + "\n" + Resource.read(Uplot.class, "uplot.css");
  }

  /** The library with its licence, then the page's own script. */
  static List<String> scripts() {
    String licence = library("LICENSE");
    return List.of(
        "/*!\n" + licence.strip() + "\n*/\n" + library("dist/uPlot.iife.min.js"),
        Resource.read(Uplot.class, "charts.js"));
  }

  private static String library(String file) {
    return Resource.readLibrary(
        "org.webjars.npm:uplot:" + VERSION,
        "META-INF/resources/webjars/uplot/" + VERSION + "/" + file);
  }
}

package dev.wgan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What an application gets that embeds a generator, or trains one. */
class DependenciesTest {
  private static List<String> forApplications(String module)
      throws IOException, ParserConfigurationException, SAXException {
    Path pom = Path.of("..", module, "pom.xml");
    try (InputStream in = Files.newInputStream(pom)) {
      NodeList all =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(in)
              .getElementsByTagName("dependency");
      List<String> found = new ArrayList<>();
      for (int i = 0; i < all.getLength(); i++) {
        Element dependency = (Element) all.item(i);
        boolean own =
            List.of("test", "provided").contains(text(dependency, "scope"))
                || text(dependency, "optional").equals("true");
        if (!own) {
          String excluded = text(dependency, "exclusion").strip().replaceAll("\\s+", ":");
          found.add(
              text(dependency, "artifactId") + (excluded.isEmpty() ? "" : " without " + excluded));
        }
      }
      return found;
    }
  }

  private static String text(Element of, String name) {
    NodeList found = of.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  @Test
  void theRuntimeBringsOnnxRuntimeAlone() throws Exception {
    assertThat(forApplications("wgan-runtime")).containsExactly("onnxruntime");
  }

  @Test
  void theCudaArtifactSwapsIt() throws Exception {
    assertThat(forApplications("wgan-runtime-cuda"))
        .containsExactly(
            "wgan-runtime without com.microsoft.onnxruntime:onnxruntime", "onnxruntime_gpu");
  }

  @Test
  void aClusterBringsItsOwnSpark() throws Exception {
    // The first one is that of the dependency management, which imports Jackson's versions.
    assertThat(forApplications("wgan-spark")).containsExactly("jackson-bom", "wgan-runtime");
  }

  @Test
  void theTrainerChoosesNoLoggerAndBringsNoTestLibrary() throws Exception {
    assertThat(forApplications("wgan-train"))
        .contains("jmustache", "uplot")
        .doesNotContain("slf4j-nop");
  }
}

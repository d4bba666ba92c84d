package dev.wgan.train.report;

import dev.wgan.run.RunFolder;
import dev.wgan.train.monitor.Numbers;
import dev.wgan.train.page.Image;
import dev.wgan.train.page.Picture;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The section with the sound of samples over time: players, and waveforms.
 *
 * <p>Thread-safe: there is no state.
 */
final class SampleSounds {
  private static final Template TEMPLATE = Template.of(SampleSounds.class, "sounds");

  private SampleSounds() {}

  /**
   * The sound of the samples of a step.
   *
   * @param step the generator iteration
   * @param uri a WAV file as a data URI
   * @param waveform its picture
   */
  record At(long step, String uri, Picture waveform) {}

  /** The input of the template. */
  private record Content(List<Sound> sounds) {}

  /** A player. */
  private record Sound(String title, String uri, Image image) {}

  /** Reads the sounds of the steps whose pictures are shown. */
  static List<At> read(RunFolder folder, int most) throws IOException {
    List<At> sounds = new ArrayList<>();
    long[] steps = SamplePictures.steps(folder.samples());
    for (int place : SamplePictures.places(steps.length, most)) {
      Path file = folder.samplesSound(steps[place]);
      if (!Files.isRegularFile(file)) {
        continue;
      }
      byte[] wav = Files.readAllBytes(file);
      Optional<Picture> waveform = Waveform.of(wav).map(Picture::of);
      String uri = "data:audio/wav;base64," + Base64.getEncoder().encodeToString(wav);
      waveform.ifPresent(picture -> sounds.add(new At(steps[place], uri, picture)));
    }
    return sounds;
  }

  static Optional<Section> section(Run run) {
    if (run.sounds().isEmpty()) {
      return Optional.empty();
    }
    List<Sound> latestFirst = new ArrayList<>();
    for (int i = run.sounds().size() - 1; i >= 0; i--) {
      At at = run.sounds().get(i);
      String title = "Step " + Numbers.count(at.step());
      latestFirst.add(
          new Sound(
              title,
              at.uri(),
              Image.scaled(at.waveform(), 0.5, "waveforms of samples at step " + at.step())));
    }
    return Optional.of(Section.of("Sound", TEMPLATE, new Content(latestFirst)));
  }
}

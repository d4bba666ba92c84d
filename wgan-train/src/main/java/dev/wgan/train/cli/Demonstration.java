package dev.wgan.train.cli;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.Samples;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.DemoSounds;
import dev.wgan.train.data.MovingImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A demonstration that needs nothing but this program: its data, training and samples. */
enum Demonstration {
  /** Clothes. */
  IMAGE {
    @Override
    TrainingConfig config(TrainingConfig preset) {
      return preset;
    }

    @Override
    DataSource source(Session session, Path folder) {
      return new DataArguments().source();
    }

    @Override
    Path show(Generator generator, Path folder) {
      Path grid = folder.resolve("grid.png");
      generator.sample(64, SEED).writeGrid(grid);
      return grid;
    }
  },
  /** Sounds made by formulas. */
  AUDIO {
    @Override
    TrainingConfig config(TrainingConfig preset) {
      return preset.with(
          "network=upwave",
          "latent=64",
          "conditional=true",
          "batch=16",
          "penalty_every=1",
          "critic_learning_rate=5e-4",
          "generator_learning_rate=5e-4",
          "steps=3000");
    }

    @Override
    DataSource source(Session session, Path folder) {
      Path data = folder.resolve(DATA);
      DemoSounds.write(data, CLIPS, SEED);
      session.say(
          "made %s sounds of each of %s in %s"
              .formatted(CLIPS, String.join(", ", DemoSounds.classNames()), data));
      return new DataArguments().source().at(data).sliced(DemoSounds.LENGTH);
    }

    @Override
    Path show(Generator generator, Path folder) {
      Path sounds = folder.resolve("sounds");
      Samples drawn = generator.sample(24, SEED);
      drawn.writeWavs(sounds);
      drawn.writeWav(sounds.resolve("all.wav"));
      return sounds;
    }
  },
  /** Clothes that move. */
  VIDEO {
    @Override
    TrainingConfig config(TrainingConfig preset) {
      return preset.with(
          "network=sprite",
          "width=8",
          "latent=64",
          "conditional=true",
          "batch=16",
          "critic_learning_rate=3e-3",
          "generator_learning_rate=3e-3",
          "steps=1300",
          "sample_every=325",
          "checkpoint_every=325");
    }

    @Override
    DataSource source(Session session, Path folder) {
      Path data = folder.resolve(DATA);
      try (Dataset images = Datasets.embedded()) {
        FilmsCommand.write(MovingImages.of(images, FRAMES, FILM_SIZE, SEED), images, FILMS, data);
      } catch (IOException e) {
        throw new UncheckedIOException(data + " cannot be written", e);
      }
      session.say("made %s films of %s frames in %s".formatted(FILMS, FRAMES, data));
      return new DataArguments().source().at(data).inFrames(FRAMES);
    }

    @Override
    Path show(Generator generator, Path folder) {
      Path films = folder.resolve("films.gif");
      generator.sample(36, SEED).writeGif(films);
      return films;
    }
  };

  private static final long SEED = 42;
  private static final String DATA = "data";

  /** Clips of each class of sounds. */
  private static final int CLIPS = 200;

  private static final int FILMS = 6000;
  private static final int FRAMES = 8;
  private static final int FILM_SIZE = 32;

  /** The training, given the preset {@code demo}. */
  abstract TrainingConfig config(TrainingConfig preset);

  /** The data, written below the run folder if they are not embedded. */
  abstract DataSource source(Session session, Path folder);

  /** Writes samples below the run folder. */
  abstract Path show(Generator generator, Path folder);
}

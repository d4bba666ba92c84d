package dev.wgan.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads a folder of WAV files: headers first, so that unsuitable files are refused early, then
 * samples, several files at a time on all processors.
 *
 * <p>Not thread-safe: one use by one thread.
 */
final class SoundFolder {
  private final Path folder;
  private final DataOptions options;
  private final SoundOptions sound;
  private final OrderedWork work;
  private final Map<Integer, RateConverter> converters = new ConcurrentHashMap<>(); // by source

  private SoundFolder(Path folder, DataOptions options) {
    this.folder = folder;
    this.options = options;
    this.sound = options.sound();
    this.work =
        new OrderedWork(
            sound.skipBad(),
            Remedy.of(
                "correct or remove it, or leave such files out with %s",
                DataOption.SKIP_BAD_SOUNDS));
  }

  static Dataset load(FolderScan scan, DataOptions options) throws IOException {
    scan.requireOwnClassNames(options, "WAV files");
    FileTree tree = FileTree.of(scan, FileKind.SOUND, options.part());
    return new SoundFolder(scan.folder(), options).load(tree);
  }

  private Dataset load(FileTree tree) throws IOException {
    List<SoundEntry> headers = headers(tree);
    SoundEntry first = headers.get(0);
    int rate = sound.rate().orElse(first.header().rate());
    requireSameRate(headers);
    requireSameChannels(headers);
    List<SoundEntry> used = withSlices(headers, rate);
    int channels = sound.mono() ? 1 : first.header().channels();
    long slices = used.stream().mapToLong(entry -> entry.slices(sound, rate)).sum();
    int sampleBytes = Math.multiplyExact(channels * Short.BYTES, sound.slice());
    if (slices * channels > Integer.MAX_VALUE - 8) {
      throw new DataException(
          Text.of("%s gives %d slices of %d samples", folder, slices, sound.slice()),
          Remedy.of("choose longer slices with %s", DataOption.SLICE));
    }
    List<Integer> labels = new ArrayList<>();
    SoundNotes notes = new SoundNotes(sound, rate);
    headers.stream().filter(entry -> entry.slices(sound, rate) == 0).forEach(notes::shorter);
    int read = 0;
    Pixels values;
    try (PixelWriter writer = PixelWriter.open((int) slices, sampleBytes, options)) {
      work.each(
          used.size(),
          i -> used.get(i).bytes(rate),
          i -> SoundSlices.of(used.get(i), sound, rate, this::converter),
          (i, decoded) -> {
            notes.read(used.get(i), decoded);
            for (byte[] slice : decoded.slices()) {
              writer.write(slice);
              if (!tree.classNames().isEmpty()) {
                labels.add(tree.labels().get(used.get(i).place()));
              }
            }
            options.progress().decoded(i + 1, used.size());
          });
      options.progress().decoded(used.size(), used.size());
      read = writer.samples();
      work.requireAny(read, folder, "WAV file");
      values = writer.finish();
    }
    return new ShortDataset(
        description(tree, List.of(channels, sound.slice()), rate, notes),
        values,
        read,
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private DataDescription description(
      FileTree tree, List<Integer> shape, int rate, SoundNotes notes) {
    int skipped = tree.files().size() - notes.files() - notes.shorter();
    DataDescription description =
        DataDescription.sounds(
            Datasets.fileName(folder),
            folder.toString(),
            shape,
            rate,
            tree.classNames(),
            new Findings(notes.files(), tree.notes()).and(notes.lines()));
    return work.skipping(description, skipped, "file");
  }

  private RateConverter converter(int from, int to) {
    return converters.computeIfAbsent(from, rate -> RateConverter.of(rate, to));
  }

  private List<SoundEntry> headers(FileTree tree) throws IOException {
    List<SoundEntry> entries = new ArrayList<>();
    work.each(
        tree.files().size(),
        place -> 1,
        place -> WavFile.header(tree.files().get(place)),
        (place, header) -> entries.add(new SoundEntry(place, tree.files().get(place), header)));
    work.requireAny(entries.size(), folder, "WAV file");
    return entries;
  }

  private List<SoundEntry> withSlices(List<SoundEntry> entries, int rate) {
    List<SoundEntry> used =
        entries.stream().filter(entry -> entry.slices(sound, rate) > 0).toList();
    if (used.isEmpty()) {
      throw new DataException(
          Text.of(
              "no WAV file in %s is as long as a slice of %,d samples at %,d Hz",
              folder, sound.slice(), rate),
          Remedy.of(
              "pad them with %s, or choose shorter slices with %s",
              DataOption.PAD_END, DataOption.SLICE));
    }
    for (SoundEntry entry : used) {
      long frames = entry.frames(rate);
      if (frames * entry.header().channels() > WavHeader.MAX_VALUES) {
        throw new DataException(
            Text.of(
                "%s would have %,d values at %,d Hz: expected at most %,d; split the file",
                entry.file(), frames * entry.header().channels(), rate, WavHeader.MAX_VALUES));
      }
    }
    return used;
  }

  private void requireSameRate(List<SoundEntry> entries) {
    SoundEntry first = entries.get(0);
    for (SoundEntry entry : entries) {
      if (entry.header().rate() != first.header().rate() && sound.rate().isEmpty()) {
        throw new DataException(
            Text.of(
                "WAV files of different rates: %s has %d samples per second, %s has %d",
                first.file(), first.header().rate(), entry.file(), entry.header().rate()),
            Remedy.of("set %s to resample all of them", DataOption.RATE));
      }
    }
  }

  private void requireSameChannels(List<SoundEntry> entries) {
    SoundEntry first = entries.get(0);
    for (SoundEntry entry : entries) {
      if (entry.header().channels() != first.header().channels() && !sound.mono()) {
        throw new DataException(
            Text.of(
                "WAV files of one and of two channels: %s has %d, %s has %d",
                first.file(), first.header().channels(), entry.file(), entry.header().channels()),
            Remedy.of("mix the channels of all of them with %s", DataOption.MONO));
      }
    }
  }
}

package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.runtime.Npy;
import dev.wgan.runtime.TensorData;
import dev.wgan.train.data.TestImages;
import dev.wgan.train.data.Toys;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a user is told who gives the command line what it cannot use: one sentence. */
class BadInputTest {
  @TempDir private static Path folder = Path.of("");

  private record Answer(int code, String err) {}

  @BeforeAll
  static void prepare() throws IOException {
    Files.createDirectories(at("empty"));
    Files.write(at("zero-idx3-ubyte"), new byte[0]);
    Files.write(at("magic-idx3-ubyte"), ByteBuffer.allocate(16).putInt(7).array());
    ByteBuffer images = ByteBuffer.allocate(16 + 2 * 4);
    images.putInt(0x803).putInt(2).putInt(2).putInt(2);
    Files.write(at("short-images-idx3-ubyte"), Arrays.copyOf(images.array(), 20));
    Files.createDirectories(at("mismatch"));
    Files.write(at("mismatch/train-images-idx3-ubyte"), images.array());
    byte[] labels = ByteBuffer.allocate(11).putInt(0x801).putInt(3).array();
    Files.write(at("mismatch/train-labels-idx1-ubyte"), labels);
    Files.createDirectories(at("pictures"));
    Files.write(at("pictures/a.png"), new byte[0]);
    Files.writeString(at("ragged.csv"), "a,b\n1,2\n3\n");
    Files.writeString(at("named.csv"), "size,weight\n1,2\n3,4\n");
    Files.writeString(at("words.csv"), "a,b\n1,two\n");
    Files.writeString(at("unknown.bin"), "what is this");
    Files.writeString(at("tworow.csv"), "a,b\n1,2\n3,4\n");
    Files.writeString(at("decimals.csv"), "a;b\n1;2\n2;3\n1,5;2\n");
    Npy.write(at("unit.npy"), TensorData.of(new float[] {0, 0.5f, 1, 0.2f}, 4, 1, 1, 1));
    TestImages.write(at("sizes/a.png"), TestImages.noise(BufferedImage.TYPE_3BYTE_BGR, 9, 6, 1));
    TestImages.write(at("sizes/b.png"), TestImages.noise(BufferedImage.TYPE_3BYTE_BGR, 6, 9, 1));
    TestImages.write(at("wide/a.png"), TestImages.noise(BufferedImage.TYPE_3BYTE_BGR, 9, 6, 1));
    TestImages.write(
        at("large/a.png"), new BufferedImage(2400, 2400, BufferedImage.TYPE_3BYTE_BGR));
    Files.writeString(at("text.onnx"), "no model at all");
    Files.writeString(at("config.json"), "{\"batches\": 3}");
    Files.writeString(at("broken.json"), "{\"batch\": ");
    Files.createDirectories(at("begun"));
    Toys.write(at("ring.npy"), Toys.ring(500, 1));
    Answer trained =
        run(
            "train --data @/ring.npy --preset wgan -o @/run --steps 2 --threads 1"
                + " --set width=8 --set latent=2 --set batch=8");
    assertThat(trained.err()).isEmpty();
    Files.copy(at("run/config.json"), at("begun/config.json"));
    byte[] model = Files.readAllBytes(at("run/generator.onnx"));
    Files.write(at("cut.onnx"), Arrays.copyOf(model, model.length / 2));
    byte[] flipped = model.clone();
    flipped[model.length - 200] ^= 0x40;
    Files.write(at("flipped.onnx"), flipped);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "train --data @/nowhere -o @/x | 1 | there is no file or folder",
        "train --data @/empty -o @/x | 1 | @/empty",
        "train --data @/zero-idx3-ubyte -o @/x | 1 | is empty",
        "train --data @/magic-idx3-ubyte -o @/x | 1 | magic",
        "train --data @/short-images-idx3-ubyte -o @/x | 1 | short-images-idx3-ubyte",
        "train --data @/mismatch -o @/x | 1 | 3 labels",
        "train --data @/pictures -o @/x | 1 | a.png",
        "train --data @/ragged.csv -o @/x | 1 | line 3",
        "train --data @/words.csv -o @/x | 1 | two",
        "train --data @/unknown.bin -o @/x | 1 | is of an unknown kind",
        "train --data @/words.csv -o @/x | 1 | leave a column of text out with --ignore-columns",
        "train --data @/words.csv --ignore-columns z -o @/x | 2 | has no column 'z': expected one of [a, b]",
        "train --data @/named.csv --ignore-columns sizw -o @/x | 2 | has no column 'sizw': did you mean 'size'? (expected one of [size, weight])",
        "train --data @/ragged.csv -o @/x | 1 | set the separator of fields with --separator",
        "train --data @/decimals.csv --decimal point -o @/x | 2 | read decimal commas with --decimal comma",
        "train --data @/tworow.csv -o @/x | 1 | tworow.csv has too few samples to train on, 1, with 1 held out: expected 2 or more",
        "train --data @/unit.npy -o @/x | 1 | set the values of black and white: --range 0,1",
        "train --data @/sizes -o @/x | 1 | set --size to resize all of them",
        "train --data @/wide --set network=dcgan -o @/x | 2 | --size 28, 32 or 64 resizes images",
        "train --data @/large --set network=mlp -o @/x | 2 | an mlp of width",
        "train --data @/large --set network=mlp -o @/x | 2 | --size 28, 32 or 64 resizes images",
        "train --data @/pictures -o @/x | 1 | or leave such images out with --skip-bad-images",
        "train --data @/wide --part test -o @/x | 2 | leave out --part",
        "train --size 0 -o @/x | 2 | --size is 0: expected 1 or more pixels",
        "train --range 1 -o @/x | 2 | --range is [1.0]: expected BLACK,WHITE",
        "train --background red -o @/x | 2 | --background is 'red': expected RRGGBB",
        "train --header perhaps -o @/x | 2 | perhaps",
        "train --set batchs=3 -o @/x | 2 | did you mean 'batch'?",
        "train --set batch=0 -o @/x | 2 | batch is 0: expected 1 or more",
        "train --set batch=many -o @/x | 2 | batch=many",
        "train --set constraint=wish -o @/x | 2 | there is no constraint 'wish'",
        "train --set constraint.clip=1 -o @/x | 2 | did you mean 'constraint.",
        "train --set network=unet -o @/x | 2 | network=unet: expected mlp, dcgan, resnet, upconv,",
        "train --data @/ring.npy --set network=dcgan -o @/x | 2 | dcgan",
        "train --data @/ring.npy --set conditional=true -o @/x | 2 | has no labels",
        "train --data @/words.csv --ignore-columns a,b -o @/x | 2 | no column of @/words.csv is left to read",
        "train --data @/mismatch --part test -o @/x | 2 | named as the test part",
        "train --data @/ring.npy --set flip=true -o @/x | 2 | cannot be mirrored",
        "train --data @/tworow.csv --set held_out=0.5 -o @/x | 2 | hold none out with held_out=0",
        "train --data @/ring.npy --preset wgan-ct --set dropout=0 -o @/x | 2 | compares two passes",
        "resume @/run --steps 1 | 2 | steps is 1: @/run has done 2 steps already",
        "resume @/run --set conditional=true | 2 | conditional: false -> true",
        "train --device tpu -o @/x | 2 | device is 'tpu': expected cpu, gpu0",
        "train --device gpu0 --data @/ring.npy -o @/gpu | 1 | device is gpu0: PyTorch sees",
        "train --config @/config.json -o @/x | 2 | there is no configuration key 'batches'",
        "train --config @/broken.json -o @/x | 2 | broken.json",
        "train --preset wgan-gb -o @/x | 2 | there is no preset 'wgan-gb'",
        "train --preset point -o @/x | 2 | there is no preset 'point': did you mean 'points'? (expected one of [",
        "train --steps few -o @/x | 2 | few",
        "train --stepz 5 -o @/x | 2 | --stepz",
        "train --data @/ring.npy -o @/run | 1 | is a run already",
        "resume @/run --set batch=16 | 2 | batch: 8 -> 16",
        "resume @/empty | 1 | config.json",
        "export @/empty | 1 | is not a run folder",
        "export @/begun | 1 | has no checkpoint yet",
        "export @/run --opset 99 | 2 | 99",
        "export | 2 | run folder",
        "sample @/nowhere.onnx -o @/a.npy | 1 | nowhere.onnx",
        "sample @/text.onnx -o @/a.npy | 1 | is not an ONNX model",
        "sample @/cut.onnx -o @/a.npy | 1 | cut.onnx",
        "sample @/flipped.onnx -o @/a.npy | 1 | flipped.onnx",
        "sample @/run/generator.onnx -n -3 -o @/a.npy | 2 | -3",
        "sample @/run/generator.onnx -o @/a.jpg | 2 | expected a name that ends in .npy",
        "sample @/run/generator.onnx --label 3 -o @/a.npy | 2 | label",
        "describe @/text.onnx | 1 | text.onnx",
        "verify @/cut.onnx | 1 | cut.onnx",
        "evaluate @/run/generator.onnx | 1 | makes samples of shape [2]: the data's are [1, 28, 28]",
        "evaluate @/run/generator.onnx --data @/ring.npy -n 20 | 2 | expected at least 100 samples",
        "evaluate @/run/generator.onnx --data @/ring.npy --classifier @/text.onnx | 1 | is not a classifier",
        "evaluate @/run/generator.onnx --data @/ring.npy --classifier @/run/generator.onnx | 1 | has no class names",
        "evaluate @/run/generator.onnx --data @/ring.npy --modes star | 2 | star",
        "classifier --data @/ring.npy -o @/c.onnx | 1 | expected labelled images",
        "toy ring -n 0 -o @/t.npy | 2 | expected at least 1",
        "train -o - | 2 | -o - is standard output",
        "demo -o - | 2 | -o - is standard output",
        "demo --set batch=0 -o @/x | 2 | batch is 0: expected 1 or more",
        "demo --set network=unet -o @/x | 2 | network=unet",
        "resume @/run --set batchs=3 | 2 | batchs",
        "study @/config.json -o - | 2 | -o - is standard output",
        "classifier -o - | 2 | -o - is standard output",
        "classifier --epochs 0 -o @/c.onnx | 2 | --epochs is 0: expected 1 or more",
        "classifier --threads -1 -o @/c.onnx | 2 | --threads is -1: expected 0 or more",
        "evaluate fashion-dcgan --modes ring | 2 | dimension",
        "sample @/run/generator.onnx -n 4 -o @/p.png | 2 | expected a name that ends in .npy, because samples of shape [2] are not images",
        "classifier --epochs few | 2 | few",
        "evaluate @/run/generator.onnx --data @/ring.npy --json - --html - | 2 | only one result",
        "toy star -o @/t.npy | 2 | star",
        "toy ring -n 2000000000 -o @/t.npy | 2 | 2000000000 points of the ring",
        "export @/run --checkpoint 99 | 2 | has no checkpoint '99'",
        "export @/run --precision fp8 | 2 | fp8",
        "verify | 2 | MODEL",
        "describe @/run/generator.onnx --json --dot | 2 | --dot",
        "help tarin | 2 | tarin",
        "completion fish | 2 | fish",
        "tarin | 2 | tarin",
      })
  void isAnsweredInOneSentence(String arguments, int code, String expected) {
    Answer answer = run(arguments);
    assertThat(answer.err().strip()).as("what is said").contains(local(expected));
    assertThat(answer.code()).as(answer.err()).isEqualTo(code);
    // Wrong usage may add where help is.
    assertThat(answer.err().strip().lines().count())
        .as(answer.err())
        .isBetween(1L, code == 2 ? 3L : 1L);
    assertThat(at("x/config.json")).doesNotExist();
    assertThat(at("a.npy")).doesNotExist();
  }

  private static Path at(String name) {
    return folder.resolve(name);
  }

  private static String local(String text) {
    return text.replace("@", folder.toString());
  }

  private static Answer run(String arguments) {
    StringWriter err = new StringWriter();
    StringWriter out = new StringWriter();
    CommandLine commandLine =
        Cli.of(new Wgan()).setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
    int code = commandLine.execute(local(arguments).split(" +", -1));
    return new Answer(code, err.toString());
  }
}

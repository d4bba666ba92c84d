package dev.wgan.train.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class TorchProgramTest {
  @Test
  void takesTheGradientOfAGradient() {
    String source =
        """
        def second(self: __torch__.Program, x: Tensor) -> Tensor:
          p = torch.requires_grad_(torch.detach(x))
          first = torch.autograd.grad([torch.sum(torch.pow(p, 3))], [p], None, True, True)[0]
          assert first is not None
          twice = torch.autograd.grad([torch.sum(first)], [p])[0]
          assert twice is not None
          return twice
        """;
    try (TorchProgram program = TorchProgram.compile(source);
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray x = manager.create(new float[] {-1.5f, 0f, 2f});
      float[] second = program.call("second", manager).tensor(x).run().get(0).toFloatArray();
      // d2/dx2 of x^3 is 6x.
      assertThat(second).containsExactly(new float[] {-9f, 0f, 12f}, within(1e-6f));
      assertThat(x.getName()).isNull();
    }
  }

  @Test
  void changesListsInPlace() {
    String source =
        """
        def double(self: __torch__.Program, w: List[Tensor]) -> List[Tensor]:
          for t in w:
            torch.mul_(t, 2.0)
          return w
        """;
    try (TorchProgram program = TorchProgram.compile(source);
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDList w = new NDList(manager.create(1f), manager.create(new float[] {2f, 3f}));
      try (NDManager scope = manager.newSubManager()) {
        program.call("double", scope).list(w).run();
      }
      assertThat(w.get(0).getFloat()).isEqualTo(2f);
      assertThat(w.get(1).toFloatArray()).containsExactly(4f, 6f);
    }
  }

  @Test
  void refusesSourceThatDoesNotParse() {
    assertThatThrownBy(() -> TorchProgram.compile("def broken(self"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PyTorch refused a TorchScript program");
  }

  @Test
  void refusesAnEmptyList() {
    try (TorchProgram program =
            TorchProgram.compile(
                "def id(self: __torch__.Program, x: Tensor) -> Tensor:\n  return x\n");
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      assertThatThrownBy(() -> program.call("id", manager).list(new NDList()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected at least one");
    }
  }
}

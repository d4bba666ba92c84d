"""Trains a small WGAN-GP in PyTorch and writes its generator for `wgan export --spec ... --weights ...`.

python3 torch_train.py FOLDER [STEPS]

FOLDER receives generator.json and g.safetensors, which are the network and its state dict,
names.json, a table from the layers of the network to those of the state dict, and latents.npy and
samples.npy, PyTorch's samples of four latents. The data are 8x8 images of a soft disc at random places.
"""
import json, struct, sys
from pathlib import Path
import numpy as np
import torch
from torch import nn

LATENT, SIDE, BATCH, RATE, WEIGHT, CRITIC_ITERATIONS = 8, 8, 64, 1e-3, 10.0, 5


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.up2 = nn.ConvTranspose2d(8, 1, 4, 2, 1)  # registered first: only names.json gives the order
        self.up1 = nn.ConvTranspose2d(16, 8, 4, 2, 1)
        self.norm = nn.BatchNorm2d(8)
        self.head = nn.Linear(LATENT, 64)

    def forward(self, z):
        h = torch.relu(self.head(z)).reshape(-1, 16, 2, 2)
        return torch.tanh(self.up2(torch.relu(self.norm(self.up1(h)))))


def conv_transpose(into, out):
    return {"type": "conv_transpose", "in": into, "out": out, "kernel": [4, 4], "stride": [2, 2], "padding": [1, 1],
            "output_padding": [0, 0], "dilation": [1, 1], "groups": 1, "bias": True}


SPEC = {"inputs": [{"name": "latent", "role": "LATENT", "shape": [LATENT], "classes": 0}], "layers": [
    {"type": "linear", "in": LATENT, "out": 64, "bias": True}, {"type": "relu"}, {"type": "reshape", "shape": [16, 2, 2]},
    conv_transpose(16, 8), {"type": "batch_norm", "features": 8, "eps": 1e-5, "momentum": 0.1, "affine": True},
    {"type": "relu"}, conv_transpose(8, 1), {"type": "tanh"}]}
NAMES = {"0": "head", "3": "up1", "4": "norm", "6": "up2"}


def discs(count):
    grid, centre = torch.arange(SIDE), 2 + 3 * torch.rand(2, count, 1, 1)
    distance = (grid - centre[0]) ** 2 + (grid[:, None] - centre[1]) ** 2
    return 2 * torch.exp(-distance / 4).unsqueeze(1) - 1


def penalty(critic, real, fake):
    between = torch.lerp(fake, real, torch.rand(len(real), 1, 1, 1)).requires_grad_(True)
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.flatten(1).norm(dim=1) - 1) ** 2).mean()


def train(steps):
    generator = Generator()
    critic = nn.Sequential(nn.Flatten(), nn.Linear(SIDE * SIDE, 64), nn.LeakyReLU(0.2), nn.Linear(64, 1))
    ours, theirs = (torch.optim.Adam(n.parameters(), RATE, (0.0, 0.9)) for n in (generator, critic))
    for step in range(1, steps + 1):
        for _ in range(CRITIC_ITERATIONS):
            real, fake = discs(BATCH), generator(torch.randn(BATCH, LATENT)).detach()
            estimate = critic(real).mean() - critic(fake).mean()
            theirs.zero_grad()
            (WEIGHT * penalty(critic, real, fake) - estimate).backward()
            theirs.step()
        ours.zero_grad()
        (-critic(generator(torch.randn(BATCH, LATENT))).mean()).backward()
        ours.step()
        if step % 50 == 0:
            print(f"step {step}: Wasserstein estimate {estimate.item():.3f}")
    return generator.eval()


def write_safetensors(file, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        dtype = {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype]
        values = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    Path(file).write_bytes(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    folder, steps = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    generator = train(steps)
    (folder / "generator.json").write_text(json.dumps(SPEC, indent=1) + "\n")
    (folder / "names.json").write_text(json.dumps(NAMES) + "\n")
    write_safetensors(folder / "g.safetensors", generator.state_dict())
    latents = torch.randn(4, LATENT)
    np.save(folder / "latents.npy", latents.numpy())
    np.save(folder / "samples.npy", generator(latents).detach().numpy())

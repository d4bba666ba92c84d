"""Writes tgan.json: 20 iterations of a WGAN-GP of films in PyTorch, by PyTorch's own autograd.

python3 trace.py   (Debian: python3-torch, python3-numpy)

The networks are those of Architecture(TGAN, width 2, latent 4, [4, 1, 28, 28], 3 classes), with
parameters under the trainer's names. Frames share the generator's weights by one batch of all
frames, as nn.Module code would write it, and batch normalization takes its statistics over it.
Adam's epsilon is 1e-3: with 1e-8 it turns the rounding of gradients near 0 into whole steps.
"""
import torch
import torch.nn.functional as F
from film import CLASSES, FRAMES, SIDE, train, uniform

torch.manual_seed(11)
G = {
    "0.branches.1.1.weight": torch.randn(CLASSES, 3).requires_grad_(True),
    "1.branches.0.0.weight": uniform(7, 8, 7), "1.branches.0.0.bias": uniform(7, 8),
    "1.branches.1.0.weight": uniform(7, 8, 7), "1.branches.1.0.bias": uniform(7, 8),
    "1.branches.1.3.weight": uniform(16, 8, 4, 4), "1.branches.1.3.bias": uniform(16, 4),
    "1.branches.1.5.weight": uniform(16, 4, 4, 4), "1.branches.1.5.bias": uniform(16, 4),
    "3.body.0.weight": uniform(12, 128, 12),
    "3.body.2.weight": torch.ones(8, requires_grad=True), "3.body.2.bias": torch.zeros(8, requires_grad=True),
    "3.body.4.weight": uniform(36, 8, 4, 3, 3),
    "3.body.5.weight": torch.ones(4, requires_grad=True), "3.body.5.bias": torch.zeros(4, requires_grad=True),
    "3.body.7.weight": uniform(32, 4, 2, 4, 4),
    "3.body.8.weight": torch.ones(2, requires_grad=True), "3.body.8.bias": torch.zeros(2, requires_grad=True),
    "3.body.10.weight": uniform(16, 2, 1, 4, 4), "3.body.10.bias": uniform(16, 1),
}
RUNNING = {}
for layer, channels in ((2, 8), (5, 4), (8, 2)):
    RUNNING[f"3.body.{layer}.running_mean"] = torch.zeros(channels)
    RUNNING[f"3.body.{layer}.running_var"] = torch.ones(channels)


def normalized(h, layer):
    name = f"3.body.{layer}."
    return F.relu(F.batch_norm(
        h, RUNNING[name + "running_mean"], RUNNING[name + "running_var"],
        G[name + "weight"], G[name + "bias"], True, 0.1, 1e-5))


def generator(z, y):  # to [n, frames, 1, side, side]
    z = torch.cat([z, G["0.branches.1.1.weight"][y]], 1)
    lasting = F.relu(F.linear(z, G["1.branches.0.0.weight"], G["1.branches.0.0.bias"]))
    h = F.relu(F.linear(z, G["1.branches.1.0.weight"], G["1.branches.1.0.bias"]))[:, :, None]
    h = F.relu(F.conv_transpose1d(h, G["1.branches.1.3.weight"], G["1.branches.1.3.bias"], 2, 1))
    h = torch.tanh(F.conv_transpose1d(h, G["1.branches.1.5.weight"], G["1.branches.1.5.bias"], 2, 1))
    frames = [torch.cat([lasting, h[:, :, t]], 1) for t in range(FRAMES)]
    h = torch.stack(frames, 1).flatten(0, 1)  # [n frames, features]
    h = F.linear(h, G["3.body.0.weight"]).view(-1, 8, 4, 4)
    for norm, conv in ((2, 4), (5, 7)):
        h = F.conv_transpose2d(normalized(h, norm), G[f"3.body.{conv}.weight"], None, 2, 1)
    h = F.conv_transpose2d(normalized(h, 8), G["3.body.10.weight"], G["3.body.10.bias"], 2, 1)
    return torch.tanh(h).view(-1, FRAMES, 1, SIDE, SIDE)


train("tgan.json", generator, G, RUNNING)

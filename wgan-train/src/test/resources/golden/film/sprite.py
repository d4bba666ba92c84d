"""Writes sprite.json: 20 iterations of a WGAN-GP of films in PyTorch, by PyTorch's own autograd.

python3 sprite.py   (Debian: python3-torch, python3-numpy)

The networks are those of Architecture(SPRITE, width 2, latent 4, [4, 1, 28, 28], 3 classes), with
parameters under the trainer's names. PyTorch's grid_sample moves the picture. With seed 12, a sum of
hats in its place gives the same losses to 1.5e-6; with seed 11 the two part at iteration 15, where a
rounding decides between two slopes.
Adam's epsilon is 1e-3: with 1e-8 it turns the rounding of gradients near 0 into whole steps.
"""
import torch
import torch.nn.functional as F
from film import CLASSES, FRAMES, SIDE, train, uniform

torch.manual_seed(12)
FINE = 2 * SIDE  # pixels of the picture, which is painted larger than it is seen

A, B = "0.branches.0.", "0.branches.1."
G = {
    A + "0.weight": uniform(4, 256, 4),
    A + "2.weight": torch.ones(CLASSES, 16, requires_grad=True), A + "2.bias": torch.zeros(CLASSES, 16, requires_grad=True),
    A + "4.weight": uniform(72, 16, 8, 3, 3),
    A + "5.weight": torch.ones(CLASSES, 8, requires_grad=True), A + "5.bias": torch.zeros(CLASSES, 8, requires_grad=True),
    A + "7.weight": uniform(64, 8, 4, 4, 4),
    A + "8.weight": torch.ones(CLASSES, 4, requires_grad=True), A + "8.bias": torch.zeros(CLASSES, 4, requires_grad=True),
    A + "11.weight": uniform(36, 2, 4, 3, 3),
    A + "12.weight": torch.ones(CLASSES, 2, requires_grad=True), A + "12.bias": torch.zeros(CLASSES, 2, requires_grad=True),
    A + "14.weight": uniform(18, 4, 2, 3, 3), A + "14.bias": uniform(18, 4),
    B + "0.weight": uniform(4, 128, 4), B + "0.bias": uniform(4, 128),
    B + "2.weight": uniform(128, 128, 128), B + "2.bias": uniform(128, 128),
    B + "4.weight": uniform(128, 2 * FRAMES, 128), B + "4.bias": uniform(128, 2 * FRAMES),
}
RUNNING = {}
for layer, channels in ((2, 16), (5, 8), (8, 4), (12, 2)):
    RUNNING[f"{A}{layer}.running_mean"] = torch.zeros(channels)
    RUNNING[f"{A}{layer}.running_var"] = torch.ones(channels)


def normalized(h, y, layer):
    name = f"{A}{layer}."
    h = F.batch_norm(h, RUNNING[name + "running_mean"], RUNNING[name + "running_var"], None, None, True, 0.1, 1e-5)
    return F.relu(h * G[name + "weight"][y][:, :, None, None] + G[name + "bias"][y][:, :, None, None])


def generator(z, y):  # to [n, frames, 1, side, side]
    h = F.linear(z, G[A + "0.weight"]).view(-1, 16, 4, 4)
    for norm, conv in ((2, 4), (5, 7)):
        h = F.conv_transpose2d(normalized(h, y, norm), G[f"{A}{conv}.weight"], None, 2, 1)
    h = F.interpolate(normalized(h, y, 8), scale_factor=2.0, mode="nearest")
    h = normalized(F.conv2d(h, G[A + "11.weight"], None, 1, 1), y, 12)
    picture = F.pixel_shuffle(torch.tanh(F.conv2d(h, G[A + "14.weight"], G[A + "14.bias"], 1, 1)), 2)
    h = F.relu(F.linear(z, G[B + "0.weight"], G[B + "0.bias"]))
    h = F.relu(F.linear(h, G[B + "2.weight"], G[B + "2.bias"]))
    track = torch.tanh(F.linear(h, G[B + "4.weight"], G[B + "4.bias"])) * (FINE // 4)
    place = torch.arange(FINE).float()
    frames = []
    for t in range(FRAMES):
        down, right = track[:, t], track[:, FRAMES + t]
        y_of = (place[None, :, None] - down[:, None, None]).expand(-1, FINE, FINE)
        x_of = (place[None, None, :] - right[:, None, None]).expand(-1, FINE, FINE)
        grid = torch.stack([x_of, y_of], 3) * 2 / (FINE - 1) - 1
        moved = F.grid_sample(picture + 1, grid, "bilinear", "zeros", align_corners=True) - 1
        frames.append(F.avg_pool2d(moved, 2))
    return torch.stack(frames, 1)


train("sprite.json", generator, G, RUNNING)

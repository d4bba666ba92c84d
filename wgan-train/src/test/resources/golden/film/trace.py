"""Writes tgan.json: 20 iterations of a WGAN-GP of films in PyTorch, by PyTorch's own autograd.

python3 trace.py   (Debian: python3-torch, python3-numpy)

The networks are those of Architecture(TGAN, width 2, latent 4, [4, 1, 28, 28], 3 classes), with
parameters under the trainer's names. Frames share the generator's weights by one batch of all
frames, as nn.Module code would write it, and batch normalization takes its statistics over it.
Adam's epsilon is 1e-3: with 1e-8 it turns the rounding of gradients near 0 into whole steps.
"""
import json
import math
import torch
import torch.nn.functional as F

torch.manual_seed(11)
torch.set_num_threads(1)
LATENT, CLASSES, FRAMES, SIDE, BATCH, STEPS, RATE, WEIGHT = 4, 3, 4, 28, 4, 20, 2e-3, 10.0


def uniform(fan, *shape):
    return ((torch.rand(*shape) * 2 - 1) / math.sqrt(fan)).requires_grad_(True)


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
D = {
    "1.weight": uniform(48, 2, 1, 3, 4, 4), "1.bias": uniform(48, 2),
    "3.weight": uniform(96, 4, 2, 3, 4, 4), "3.bias": uniform(96, 4),
    "5.weight": uniform(108, 8, 4, 3, 3, 3), "5.bias": uniform(108, 8),
    "8.weight": uniform(128, 1, 128), "8.bias": uniform(128, 1), "8.embedding": uniform(128, CLASSES, 128),
}


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


def critic(x, y):
    h = x.transpose(1, 2)
    for i in (1, 3, 5):
        h = F.leaky_relu(F.conv3d(h, D[f"{i}.weight"], D[f"{i}.bias"], 2, 1), 0.2)
    h = h.flatten(1)
    return F.linear(h, D["8.weight"], D["8.bias"])[:, 0] + (h * D["8.embedding"][y]).sum(1)


def listed(tensors):
    return {k: {"shape": list(v.shape), "data": v.detach().flatten().tolist()} for k, v in tensors.items()}


def films(x, y, dx, dy):  # white squares of 8 pixels on black
    real = -torch.ones(BATCH, FRAMES, 1, SIDE, SIDE)
    for i in range(BATCH):
        for t in range(FRAMES):
            left, top = x[i] + t * dx[i], y[i] + t * dy[i]
            real[i, t, 0, top:top + 8, left:left + 8] = 1
    return real


trace = {"rate": RATE, "weight": WEIGHT,
         "initial": {"generator": listed({**G, **RUNNING}), "critic": listed(D)}, "steps": []}
og = torch.optim.Adam(G.values(), RATE, (0, 0.9), eps=1e-3)
od = torch.optim.Adam(D.values(), RATE, (0, 0.9), eps=1e-3)
for _ in range(STEPS):
    label = torch.randint(CLASSES, (BATCH,))
    place = torch.randint(6, 14, (2, BATCH)).tolist()
    step = torch.randint(-2, 3, (2, BATCH)).tolist()
    z, z2, e = torch.randn(BATCH, LATENT), torch.randn(BATCH, LATENT), torch.rand(BATCH)
    real = films(place[0], place[1], step[0], step[1])
    fake = generator(z, label).detach()
    a = e.view(-1, 1, 1, 1, 1)
    between = (a * real + (1 - a) * fake).requires_grad_(True)
    slope, = torch.autograd.grad(critic(between, label).sum(), between, create_graph=True)
    penalty = WEIGHT * ((slope.flatten(1).norm(2, 1) - 1) ** 2).mean()
    loss = critic(fake, label).mean() - critic(real, label).mean() + penalty
    od.zero_grad(); loss.backward(); od.step()
    generated = -critic(generator(z2, label), label).mean()
    og.zero_grad(); generated.backward(); og.step()
    trace["steps"].append({
        "label": label.tolist(), "x": place[0], "y": place[1], "dx": step[0], "dy": step[1],
        "critic_latent": z.flatten().tolist(), "generator_latent": z2.flatten().tolist(),
        "epsilon": e.tolist(), "critic_loss": loss.item(), "penalty": penalty.item(),
        "generator_loss": generated.item()})
trace["final"] = {"generator": listed({**G, **RUNNING}), "critic": listed(D)}
with open("tgan.json", "w") as file:
    json.dump(trace, file)

"""Writes rows.json: 20 iterations of a WGAN-GP of typed rows in PyTorch, by PyTorch's own autograd.

python3 trace.py   (Debian: python3-torch, python3-numpy)

A row has the values of the table in RowTraceTest: the scores of two columns of numbers, the two
logits that mark a value of the first one as present or missing, and the logits of a category of
three levels. Categories are drawn by Gumbel noise, straight through; a missing value has the score
0; the critic sees rows through a matrix. All weights are random, so that every gradient counts.
Adam's epsilon is 1e-4: with 1e-8 it turns the rounding of gradients near 0 into whole steps.
"""
import json
import math
import torch
import torch.nn.functional as F

torch.manual_seed(11)
torch.set_num_threads(1)
LATENT, COPULA, SCORES, LOGITS, VALUES, UNITS, BATCH, STEPS, RATE, WEIGHT = 5, 4, 2, 5, 6, 6, 8, 20, 2e-3, 10.0
BLOCKS = [(0, 2), (2, 3)]  # first logit and size


def uniform(fan, *shape):
    return ((torch.rand(*shape) * 2 - 1) / math.sqrt(fan)).requires_grad_(True)


G = {}
features = LATENT
for i in range(2):
    G[f"0.body.{i}.body.0.weight"] = uniform(features, UNITS, features)
    G[f"0.body.{i}.body.0.bias"] = uniform(features, UNITS)
    features += UNITS
G["0.body.2.weight"] = uniform(features, COPULA + LOGITS, features)
G["0.body.2.bias"] = uniform(features, COPULA + LOGITS)
G["0.body.3.weight"] = uniform(1, SCORES + LOGITS, COPULA + LOGITS)
G["0.shortcut.0.weight"] = uniform(1, SCORES + LOGITS, LATENT)
G["0.shortcut.0.bias"] = uniform(1, SCORES + LOGITS)
D = {}
features = VALUES
for i in (0, 2):
    D[f"{i}.weight"], D[f"{i}.bias"] = uniform(features, 2 * UNITS, features), uniform(features, 2 * UNITS)
    features = 2 * UNITS
D["4.weight"], D["4.bias"] = uniform(features, 1, features), uniform(features, 1)
MATRIX, CENTRE = torch.randn(SCORES + LOGITS, VALUES), torch.randn(VALUES)


def generator(z):
    h = z
    for i in range(2):
        h = torch.cat([h, F.relu(F.linear(h, G[f"0.body.{i}.body.0.weight"], G[f"0.body.{i}.body.0.bias"]))], 1)
    r = F.linear(h, G["0.body.2.weight"], G["0.body.2.bias"]) @ G["0.body.3.weight"].t()
    return r + F.linear(z, G["0.shortcut.0.weight"], G["0.shortcut.0.bias"])


def drawn(values, u):
    gumbel = -torch.log(-torch.log(u))
    scores, picks = values[:, :SCORES], []
    for first, size in BLOCKS:
        a = values[:, SCORES + first:SCORES + first + size] + gumbel[:, first:first + size]
        soft = torch.softmax(a / 0.5, 1)
        picks.append(F.one_hot(a.argmax(1), size).float() + soft - soft.detach())
    present = 1 - picks[0][:, 1]
    scores = torch.stack([scores[:, 0] * present, scores[:, 1]], 1)
    return torch.cat([scores] + picks, 1)


def critic(x):
    for i in (0, 2):
        x = F.leaky_relu(F.linear(x, D[f"{i}.weight"], D[f"{i}.bias"]), 0.2)
    return F.linear(x, D["4.weight"], D["4.bias"])[:, 0]


def seen(x):
    return x @ MATRIX - CENTRE


def real():
    scores = torch.randn(BATCH, SCORES)
    mark = torch.randint(0, 2, (BATCH,))
    scores[:, 0] *= 1 - mark
    return torch.cat([scores, F.one_hot(mark, 2).float(), F.one_hot(torch.randint(0, 3, (BATCH,)), 3).float()], 1)


def numbers(tensor):
    return tensor.detach().flatten().tolist()


def listed(tensors):
    return {k: {"shape": list(v.shape), "data": numbers(v)} for k, v in tensors.items()}


trace = {"latent": LATENT, "units": UNITS, "batch": BATCH, "values": VALUES, "rate": RATE, "weight": WEIGHT,
         "whitening": numbers(MATRIX), "centre": numbers(CENTRE),
         "initial": {"generator": listed(G), "critic": listed(D)}, "steps": []}
og = torch.optim.Adam(G.values(), RATE, (0.5, 0.9), eps=1e-4)
od = torch.optim.Adam(D.values(), RATE, (0.5, 0.9), eps=1e-4)
for _ in range(STEPS):
    x, z, u, e = real(), torch.randn(BATCH, LATENT), torch.rand(BATCH, LOGITS) * .98 + .01, torch.rand(BATCH)
    fake = drawn(generator(z), u).detach()
    a, b = seen(x), seen(fake)
    points = (e[:, None] * a + (1 - e[:, None]) * b).requires_grad_(True)
    slope, = torch.autograd.grad(critic(points).sum(), points, create_graph=True)
    penalty = WEIGHT * ((slope.norm(2, 1) - 1) ** 2).mean()
    loss = critic(b).mean() - critic(a).mean() + penalty
    od.zero_grad()
    loss.backward()
    od.step()
    z2, u2 = torch.randn(BATCH, LATENT), torch.rand(BATCH, LOGITS) * .98 + .01
    g_loss = -critic(seen(drawn(generator(z2), u2))).mean()
    og.zero_grad()
    g_loss.backward()
    og.step()
    trace["steps"].append({
        "real": numbers(x), "epsilon": numbers(e), "critic_latent": numbers(z), "critic_uniform": numbers(u),
        "generator_latent": numbers(z2), "generator_uniform": numbers(u2),
        "critic_loss": loss.item(), "penalty": penalty.item(), "generator_loss": g_loss.item()})
trace["final"] = {"generator": listed(G), "critic": listed(D)}
with open("rows.json", "w") as file:
    json.dump(trace, file)

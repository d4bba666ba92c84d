"""What the traces of films share: data, critic, and the 20 iterations of a WGAN-GP in PyTorch."""
import json
import math
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
LATENT, CLASSES, FRAMES, SIDE, BATCH, STEPS, RATE, WEIGHT = 4, 3, 4, 28, 4, 20, 2e-3, 10.0


def uniform(fan, *shape):
    return ((torch.rand(*shape) * 2 - 1) / math.sqrt(fan)).requires_grad_(True)


def critic_weights():
    return {
        "1.weight": uniform(48, 2, 1, 3, 4, 4), "1.bias": uniform(48, 2),
        "3.weight": uniform(96, 4, 2, 3, 4, 4), "3.bias": uniform(96, 4),
        "5.weight": uniform(108, 8, 4, 3, 3, 3), "5.bias": uniform(108, 8),
        "8.weight": uniform(128, 1, 128), "8.bias": uniform(128, 1), "8.embedding": uniform(128, CLASSES, 128),
    }


def critic(D, x, y):
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


def train(file, generator, G, RUNNING):
    """Trains and writes the numbers; the weights of the critic are drawn after the generator's."""
    D = critic_weights()
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
        slope, = torch.autograd.grad(critic(D, between, label).sum(), between, create_graph=True)
        penalty = WEIGHT * ((slope.flatten(1).norm(2, 1) - 1) ** 2).mean()
        loss = critic(D, fake, label).mean() - critic(D, real, label).mean() + penalty
        od.zero_grad(); loss.backward(); od.step()
        generated = -critic(D, generator(z2, label), label).mean()
        og.zero_grad(); generated.backward(); og.step()
        trace["steps"].append({
            "label": label.tolist(), "x": place[0], "y": place[1], "dx": step[0], "dy": step[1],
            "critic_latent": z.flatten().tolist(), "generator_latent": z2.flatten().tolist(),
            "epsilon": e.tolist(), "critic_loss": loss.item(), "penalty": penalty.item(),
            "generator_loss": generated.item()})
    trace["final"] = {"generator": listed({**G, **RUNNING}), "critic": listed(D)}
    with open(file, "w") as out:
        json.dump(trace, out)

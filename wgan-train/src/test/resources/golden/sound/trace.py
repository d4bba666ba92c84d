"""Writes logmel.json or upwave.json: 20 iterations of a WGAN-GP of sound in PyTorch, by PyTorch's own autograd.

python3 trace.py logmel|upwave   (Debian: python3-torch, python3-numpy)

The networks are those of Architecture(LOGMEL or UPWAVE, width 2, latent 4, [1, 1024], 3 classes, 8000 Hz).
The spectrograms are built here anew, from torch.stft, so that nothing is shared with the trainer.
The critic of an UPWAVE sees two, of long and of short windows, as two channels of one picture.
The penalty is taken between spectrograms of real and of generated waveforms.
Adam's epsilon is 1e-4: with 1e-8 it turns the rounding of gradients near 0 into whole steps.
"""
import json
import math
import sys
import torch
import torch.nn.functional as F

KIND = sys.argv[1]
# Rounding alone decides how some seeds go on; these end alike if the spectrogram is computed in doubles.
torch.manual_seed(7 if KIND == "logmel" else 11)
torch.set_num_threads(1)
LATENT, CLASSES, LENGTH, BATCH, STEPS, RATE, WEIGHT = 4, 3, 1024, 4, 20, 2e-3, 10.0
HERTZ, LOWEST, EPS = 8000, 60.0, 1e-5
VIEWS = [(256, 64, 64)] if KIND == "logmel" else [(256, 64, 64), (64, 16, 16)]  # window, hop, mels


def bands(window, mels):
    to_mel = lambda f: 2595 * math.log10(1 + f / 700)
    to_hertz = lambda m: 700 * (10 ** (m / 2595) - 1)
    low, high = to_mel(LOWEST), to_mel(HERTZ / 2)
    edges = [to_hertz(low + (high - low) * i / (mels + 1)) for i in range(mels + 2)]
    spacing = HERTZ / window
    rows = []
    for m in range(mels):
        left, centre, right = edges[m:m + 3]
        rise, fall = max(centre - left, spacing), max(right - centre, spacing)
        row = [max(0.0, min(1 - (centre - k * spacing) / rise, 1 - (k * spacing - centre) / fall))
               for k in range(window // 2 + 1)]
        rows.append([x / sum(row) for x in row])
    return torch.tensor(rows, dtype=torch.float64).float()


def log_mel(x, window, hop, mels):  # [n, 1, length] to [n, 1, mels, frames]
    hann = torch.hann_window(window, periodic=True)
    side = (window - hop) // 2
    z = torch.stft(F.pad(x[:, 0], (side, side)), window, hop, window=hann, center=False, return_complex=True)
    power = (z.real ** 2 + z.imag ** 2) * (2 / hann.sum()) ** 2
    mel = torch.matmul(bands(window, mels), power)
    return (1 - 2 * torch.log(mel + EPS) / math.log(EPS))[:, None]


def spectrogram(x):  # [n, 1, length] to [n, views, 64, length / 64]
    return torch.cat([log_mel(x, *view).reshape(-1, 1, 64, LENGTH // 64) for view in VIEWS], 1)


def uniform(fan, *shape):
    return ((torch.rand(*shape) * 2 - 1) / math.sqrt(fan)).requires_grad_(True)


G = {
    "0.branches.1.1.weight": torch.randn(CLASSES, 32).requires_grad_(True),
    "1.weight": uniform(LATENT + 32, 8 * 16, LATENT + 32), "1.bias": uniform(LATENT + 32, 8 * 16),
}
if KIND == "logmel":
    LAYERS = (4, 6, 8)
    G |= {
        "4.weight": uniform(50, 8, 4, 25), "4.bias": uniform(50, 4),
        "6.weight": uniform(25, 4, 2, 25), "6.bias": uniform(25, 2),
        "8.weight": uniform(12, 2, 1, 25), "8.bias": uniform(12, 1),
    }
else:
    LAYERS = (5, 8, 11)
    G |= {
        "5.weight": uniform(72, 4, 8, 9), "5.bias": uniform(72, 4),
        "8.weight": uniform(36, 2, 4, 9), "8.bias": uniform(36, 2),
        "11.weight": uniform(30, 1, 2, 15), "11.bias": uniform(30, 1),
    }
if KIND == "logmel":
    PICTURE, SEQUENCE, SCORE, FEATURES = ("1", "3", "5", "7"), (), "10", 64
else:
    PICTURE = tuple(f"1.branches.0.{i}" for i in (0, 2, 4, 6))
    SEQUENCE, SCORE, FEATURES = ("1.branches.1.1", "1.branches.1.3"), "2", 128
D = {}
for i, into, out in zip(PICTURE, (len(VIEWS), 2, 4, 8), (2, 4, 8, 16)):
    D |= {f"{i}.weight": uniform(16 * into, out, into, 4, 4), f"{i}.bias": uniform(16 * into, out)}
for i, into, out in zip(SEQUENCE, (32, 8), (8, 16)):
    D |= {f"{i}.weight": uniform(9 * into, out, into, 9), f"{i}.bias": uniform(9 * into, out)}
D |= {f"{SCORE}.weight": uniform(FEATURES, 1, FEATURES), f"{SCORE}.bias": uniform(FEATURES, 1),
      f"{SCORE}.embedding": uniform(FEATURES, CLASSES, FEATURES)}


def generator(z, y):
    h = torch.cat([z, G["0.branches.1.1.weight"][y]], 1)
    h = F.relu(F.linear(h, G["1.weight"], G["1.bias"])).view(-1, 8, 16)
    for i in LAYERS:
        weight, bias = G[f"{i}.weight"], G[f"{i}.bias"]
        if KIND == "logmel":
            h = F.conv_transpose1d(h, weight, bias, 4, 11, 1)
        else:
            h = F.conv1d(h.repeat_interleave(4, 2), weight, bias, padding=weight.shape[2] // 2)
        h = torch.tanh(h) if i == LAYERS[-1] else F.relu(h)
    return h


def critic(s, y):  # of spectrograms
    h = s
    for i in PICTURE:
        h = F.leaky_relu(F.conv2d(h, D[f"{i}.weight"], D[f"{i}.bias"], 2, 1), 0.2)
    h = h.flatten(1)
    if SEQUENCE:
        v = s.reshape(-1, 32, LENGTH // 16)
        for i in SEQUENCE:
            v = F.leaky_relu(F.conv1d(v, D[f"{i}.weight"], D[f"{i}.bias"], 4, 4), 0.2)
        h = torch.cat([h, v.flatten(1)], 1)
    return F.linear(h, D[f"{SCORE}.weight"], D[f"{SCORE}.bias"])[:, 0] + (h * D[f"{SCORE}.embedding"][y]).sum(1)


def listed(tensors):
    return {k: {"shape": list(v.shape), "data": v.detach().flatten().tolist()} for k, v in tensors.items()}


def wave(frequency, phase):
    t = torch.arange(LENGTH, dtype=torch.float64)
    return (0.8 * torch.sin(2 * math.pi * frequency[:, None] * t / HERTZ + phase[:, None])).float()[:, None]


trace = {"latent": LATENT, "classes": CLASSES, "length": LENGTH, "rate": RATE, "weight": WEIGHT,
         "initial": {"generator": listed(G), "critic": listed(D)}, "steps": []}
og = torch.optim.Adam(G.values(), RATE, (0, 0.9), eps=1e-4)
od = torch.optim.Adam(D.values(), RATE, (0, 0.9), eps=1e-4)
for _ in range(STEPS):
    y = torch.randint(CLASSES, (BATCH,))
    frequency = (200 + 600 * y + 100 * torch.rand(BATCH)).double()
    phase = (2 * math.pi * torch.rand(BATCH)).double()
    z, z2, e = torch.randn(BATCH, LATENT), torch.randn(BATCH, LATENT), torch.rand(BATCH)
    real, fake = spectrogram(wave(frequency, phase)), spectrogram(generator(z, y)).detach()
    between = (e.view(-1, 1, 1, 1) * real + (1 - e.view(-1, 1, 1, 1)) * fake).requires_grad_(True)
    slope, = torch.autograd.grad(critic(between, y).sum(), between, create_graph=True)
    penalty = WEIGHT * ((slope.flatten(1).norm(2, 1) - 1) ** 2).mean()
    loss = critic(fake, y).mean() - critic(real, y).mean() + penalty
    od.zero_grad(); loss.backward(); od.step()
    generated = -critic(spectrogram(generator(z2, y)), y).mean()
    og.zero_grad(); generated.backward(); og.step()
    trace["steps"].append({
        "label": y.tolist(), "frequency": frequency.tolist(), "phase": phase.tolist(),
        "critic_latent": z.flatten().tolist(), "generator_latent": z2.flatten().tolist(),
        "epsilon": e.tolist(), "critic_loss": loss.item(), "penalty": penalty.item(),
        "generator_loss": generated.item()})
trace["final"] = {"generator": listed(G), "critic": listed(D)}
with open(f"{KIND}.json", "w") as file:
    json.dump(trace, file)

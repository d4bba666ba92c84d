"""Samples the generator of a checkpoint in PyTorch: fully connected, DCGAN or resize and convolution.

python3 torch_generator.py RUN/generator.json RUN/checkpoints/step-N/generator.safetensors FOLDER

FOLDER receives latents.npy, normal latents of seed 1, and samples.npy, the generator's samples of them.
"""
import json, math, struct, sys
from pathlib import Path
import numpy as np
import torch
from torch import nn

TYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "I64": torch.int64}


def read_safetensors(file):
    data = bytearray(Path(file).read_bytes())
    start = 8 + struct.unpack_from("<Q", data)[0]
    header = json.loads(data[8:start])
    return {name: torch.frombuffer(data, dtype=TYPES[t["dtype"]], count=math.prod(t["shape"]),
                                   offset=start + t["data_offsets"][0]).reshape(t["shape"])
            for name, t in header.items() if name != "__metadata__"}


def layer(type, **keys):
    if type in ("conv", "conv_transpose"):
        kind = f"Conv{'Transpose' if type == 'conv_transpose' else ''}{len(keys['kernel'])}d"
        return getattr(nn, kind)(keys.pop("in"), keys.pop("out"), keys.pop("kernel"), **keys)
    makers = {"linear": lambda k: nn.Linear(k["in"], k["out"], k["bias"]),
              "batch_norm": lambda k: nn.BatchNorm2d(k["features"], k["eps"], k["momentum"], k["affine"]),
              "upsample": lambda k: nn.Upsample(None, tuple(k["scale"]), k["mode"].lower(), k["align_corners"] or None),
              "reshape": lambda k: nn.Unflatten(1, k["shape"]) if len(k["shape"]) > 1 else nn.Flatten(),
              "leaky_relu": lambda k: nn.LeakyReLU(k["slope"]),
              "flatten": lambda k: nn.Flatten(), "relu": lambda k: nn.ReLU(), "tanh": lambda k: nn.Tanh()}
    if type not in makers:
        raise SystemExit(f"torch_generator.py has no layer '{type}': it has conv, conv_transpose, {', '.join(makers)}")
    return makers[type](keys)


def generator(spec, weights):
    network = nn.Sequential(*(layer(**keys) for keys in json.loads(Path(spec).read_text())["layers"]))
    network.load_state_dict(read_safetensors(weights))  # layers and parameters have PyTorch's names
    return network.eval()


if __name__ == "__main__":
    spec, weights, folder = sys.argv[1:]
    latent = json.loads(Path(spec).read_text())["inputs"][0]["shape"]
    latents = torch.randn(64, *latent, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        samples = generator(spec, weights)(latents)
    Path(folder).mkdir(parents=True, exist_ok=True)
    np.save(Path(folder, "latents.npy"), latents.numpy())
    np.save(Path(folder, "samples.npy"), samples.numpy())

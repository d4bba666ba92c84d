"""Rebuilds a generator in PyTorch from generator.json and generator.safetensors; needs torch only."""
import json, struct, sys
import torch
from torch import nn


def read_safetensors(path):
    with open(path, "rb") as file:
        size, = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(size)), bytearray(file.read())
    header.pop("__metadata__", None)
    return {name: torch.frombuffer(data, dtype={"F32": torch.float32}[t["dtype"]], offset=t["data_offsets"][0],
                                   count=(t["data_offsets"][1] - t["data_offsets"][0]) // 4).reshape(t["shape"])
            for name, t in header.items()}


def layer(s, rank):  # rank: axes of a sample before this layer
    kind = s["type"]
    if kind == "linear": return nn.Linear(s["in"], s["out"], s["bias"])
    if kind == "reshape": return nn.Unflatten(1, s["shape"])
    if kind == "relu": return nn.ReLU()
    if kind == "tanh": return nn.Tanh()
    if kind == "batch_norm":
        norm = {1: nn.BatchNorm1d, 3: nn.BatchNorm2d}[rank]
        return norm(s["features"], s["eps"], s["momentum"], s["affine"])
    if kind == "conv_transpose" and len(s["kernel"]) == 2:
        return nn.ConvTranspose2d(s["in"], s["out"], s["kernel"], s["stride"], s["padding"],
                                  s["output_padding"], s["groups"], s["bias"], s["dilation"])
    raise ValueError(f"layer {s} is not part of this example: add it to layer()")


def load(spec, weights):
    layers, rank = [], 1
    for s in json.load(open(spec))["layers"]:
        layers.append(layer(s, rank))
        rank = len(s["shape"]) if s["type"] == "reshape" else rank
    net = nn.Sequential(*layers)
    state = read_safetensors(weights)
    missing, unexpected = net.load_state_dict(state, strict=False)
    wrong = [n for n in missing if not n.endswith("num_batches_tracked")] + unexpected
    if wrong: raise ValueError(f"the weights do not fit the spec: {wrong}")
    return net.eval()


if __name__ == "__main__":  # SPEC WEIGHTS [TRACE.json with latents and samples]
    net = load(sys.argv[1], sys.argv[2])
    with torch.no_grad():
        if len(sys.argv) > 3:
            ev = json.load(open(sys.argv[3]))["eval"]
            z, want = (torch.tensor(ev[k]["data"]).reshape(ev[k]["shape"]) for k in ("z", "samples"))
            error = (net(z) - want.reshape(net(z).shape)).abs().max().item()
            print(f"{tuple(want.shape)} samples, largest difference {error:.1e}")
            sys.exit(error > 1e-5)
        print(net(torch.randn(4, json.load(open(sys.argv[1]))["inputs"][0]["shape"][0])).shape)

"""Trains an ink network of any width on shards of drawn scenes, and says how many held-out scenes
it finds.

The network, the loss, the optimiser and the measure are those of mnistfit train --recipe page_ink,
in PyTorch: on a graphics card a question of width or length takes minutes, not hours. What it
trains can't be shipped. Shards may still be written while it reads.
"""

import argparse
import math
import pathlib
import random
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

SIDE = 96
SCENES = 256
CELL = 2
CLASSES = 4
KEPT_SHARDS = 400


class Convolution(nn.Module):
    def __init__(self, inputs, outputs, side=3, stride=1, last=False):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, side, stride, bias=last)
        nn.init.kaiming_uniform_(self.convolution.weight, nonlinearity="relu")
        self.normalisation = None if last else nn.BatchNorm2d(outputs)
        before = (side - stride) // 2
        after = side - stride - before
        self.border = (before, after, before, after)

    def forward(self, x):
        x = self.convolution(functional.pad(x, self.border))
        return x if self.normalisation is None else functional.relu(self.normalisation(x))


class InkNetwork(nn.Module):
    """InkArchitecture, with any number of channels at each of its sizes."""

    def __init__(self, channels):
        super().__init__()
        first = channels[0]
        self.stem = Convolution(1, first, 5, CELL)
        self.down = nn.ModuleList([Convolution(first, first)])
        for above, here in zip(channels, channels[1:]):
            self.down.append(nn.Sequential(Convolution(above, here), Convolution(here, here)))
        self.up = nn.ModuleList(
            Convolution(below + here, here) for here, below in zip(channels, channels[1:])
        )
        self.logits = Convolution(first, CLASSES * CELL * CELL, last=True)

    def forward(self, x):
        kept = [self.down[0](self.stem(x))]
        for down in self.down[1:]:
            kept.append(down(functional.max_pool2d(kept[-1], 2)))
        x = kept.pop()
        for up in reversed(self.up):
            x = up(torch.cat([functional.interpolate(x, scale_factor=2.0), kept.pop()], 1))
        return functional.pixel_shuffle(self.logits(x), CELL)


def read(file, device):
    """A shard's pictures and shares of ink, as small numbers."""
    data = numpy.fromfile(file, dtype=numpy.uint8)
    pictures = SCENES * SIDE * SIDE * 2
    values = data[:pictures].view("<i2").reshape(SCENES, 1, SIDE, SIDE)
    ink = data[pictures:].reshape(SCENES, CLASSES - 1, SIDE, SIDE)
    return torch.from_numpy(values).to(device), torch.from_numpy(ink.copy()).to(device)


def unpacked(values, ink):
    shares = ink.float() / 255
    paper = (1 - shares.sum(1, keepdim=True)).clamp(min=0)
    return values.float() / 8192, torch.cat([shares, paper], 1)


def loss_of(logits, wanted):
    """As InkLoss: twice the cross-entropy, and one less the digit's Dice coefficient."""
    log = functional.log_softmax(logits, 1)
    entropy = -(wanted * log).sum(1).mean((1, 2))
    digit = log[:, 0].exp()
    both = 8 + 2 * (digit * wanted[:, 0]).sum((1, 2))
    either = 8 + digit.sum((1, 2)) + wanted[:, 0].sum((1, 2))
    return (2 * entropy + 1 - both / either).mean()


@torch.no_grad()
def found(network, shards):
    """As InkScore: in how many scenes the digits' ink is found, or rightly none."""
    network.eval()
    right = 0
    for values, ink in shards:
        pictures, wanted = unpacked(values, ink)
        seen = network(pictures).softmax(1)[:, 0] > 0.5
        drawn = wanted[:, 0] > 0.5
        both = (seen & drawn).sum((1, 2))
        seen, drawn = seen.sum((1, 2)), drawn.sum((1, 2))
        dice = 2 * both / (seen + drawn).clamp(min=1)
        right += torch.where(drawn == 0, seen <= 20, dice >= 0.8).sum().item()
    return right, SCENES * len(shards)


def wait_for(folder, number):
    while len(files := sorted(folder.glob("*.shard"))) < number:
        time.sleep(0.5)
    return files


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("scenes", type=pathlib.Path, help="folder of shards to learn from")
    parser.add_argument("held_out", type=pathlib.Path, help="folder of 8 shards to measure on")
    parser.add_argument("--channels", default="32,32,48,80", help="at each size")
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--number", type=int, default=230400, help="scenes to learn from")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    channels = [int(c) for c in options.channels.split(",")]
    network, average = InkNetwork(channels).to(device), InkNetwork(channels).to(device)
    average.load_state_dict(network.state_dict())
    moved = [
        (mean, value)
        for mean, value in zip(average.state_dict().values(), network.state_dict().values())
        if value.is_floating_point()
    ]
    decayed = [p for n, p in network.named_parameters() if n.endswith("convolution.weight")]
    others = [p for n, p in network.named_parameters() if not n.endswith("convolution.weight")]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.0005}, {"params": others, "weight_decay": 0}],
        betas=(0.9, 0.99),
    )
    measured = [read(file, device) for file in wait_for(options.held_out, 8)[:8]]
    wait_for(options.scenes, 8)
    shards, known, listed = [], set(), 0.0
    steps = options.number // options.batch
    for step in range(steps):
        if time.time() - listed > 1:
            new = [f for f in options.scenes.glob("*.shard") if f not in known]
            listed = time.time()
        for file in [new.pop() for _ in range(min(2, len(new)))]:
            known.add(file)
            if len(shards) < KEPT_SHARDS:
                shards.append(None)
            place = len(shards) - 1 if shards[-1] is None else chance.randrange(KEPT_SHARDS)
            shards[place] = read(file, device)
        values, ink = zip(*(
            (shard[0][some], shard[1][some])
            for shard in chance.choices(shards, k=4)
            for some in [torch.randint(SCENES, (options.batch // 4,), device=device)]
        ))
        pictures, wanted = unpacked(torch.cat(values), torch.cat(ink))
        rate = 0.003 * min(1, (step + 1) / 100)
        for group in optimiser.param_groups:
            group["lr"] = rate * (0.51 + 0.49 * math.cos(math.pi * step / steps))
        optimiser.zero_grad()
        loss_of(network(pictures), wanted).backward()
        optimiser.step()
        with torch.no_grad():
            kept = min(1 - 0.12 / options.batch, (1 + step) / (10 + step))
            torch._foreach_lerp_([m for m, _ in moved], [v for _, v in moved], 1 - kept)
    right, of = found(average, measured)
    print(f"{options.channels}  batch {options.batch}  {options.number} scenes  {right} of {of}")


if __name__ == "__main__":
    main()

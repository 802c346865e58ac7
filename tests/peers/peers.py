"""The peers' parts of the comparison: peers.py TASK FOLDER prints the microseconds that a task took, in a process of its own; versions, who they are."""
import gzip
import os
import subprocess
import sys
import time

import numpy as np

task, folder = sys.argv[1:3]


def path(name):
    return os.path.join(folder, name)


def idx(part):
    with gzip.open(path(part + "-images-idx3-ubyte.gz")) as images, gzip.open(path(part + "-labels-idx1-ubyte.gz")) as labels:
        return (np.frombuffer(images.read(), np.uint8, offset=16).reshape(-1, 784),
                np.frombuffer(labels.read(), np.uint8, offset=8))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def microseconds(action):
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1e6


def median(action, times):
    for _ in range(times):
        action()
    return sorted(microseconds(action) for _ in range(times))[times // 2]


def tutorial_weights(hidden=200):
    random = np.random.default_rng(1)
    return random.normal(0, hidden ** -0.5, (hidden, 784)), random.normal(0, hidden ** -0.5, (10, hidden))


def step(wih, who, inputs, targets, rate=0.1):
    """One record of the tutorial's loop, in double precision as NumPy has it by default."""
    hidden = sigmoid(wih @ inputs)
    final = sigmoid(who @ hidden)
    output_errors = targets - final
    hidden_errors = who.T @ output_errors
    who += rate * (output_errors * final * (1 - final)) @ hidden.T
    wih += rate * (hidden_errors * hidden * (1 - hidden)) @ inputs.T


def numpy_loop(records=3000):
    pixels, labels = idx("train")
    wih, who = tutorial_weights()
    inputs = [(row / 255 * 0.99 + 0.01).reshape(-1, 1) for row in pixels[:records].astype(float)]
    targets = np.full((10, 10, 1), 0.01)
    for label in range(10):
        targets[label, label] = 0.99

    def loop():
        for record in range(records):
            step(wih, who, inputs[record], targets[labels[record]])

    return microseconds(loop) / records


def numpy_csv_loop(records=2000):
    with open(path("train.csv")) as file:
        lines = [file.readline() for _ in range(records + 1)]
    lines = [line for line in lines if line[0].isdigit()][:records]
    wih, who = tutorial_weights()

    def loop():
        for line in lines:
            values = line.split(",")
            inputs = np.asarray(values[1:], dtype=float) / 255 * 0.99 + 0.01
            targets = np.zeros(10) + 0.01
            targets[int(values[0])] = 0.99
            step(wih, who, np.array(inputs, ndmin=2).T, np.array(targets, ndmin=2).T)

    return microseconds(loop) / len(lines)


def torch_loop(records=2000):
    import torch
    pixels, labels = idx("train")
    inputs = torch.from_numpy((pixels[:records] / 255 * 0.99 + 0.01).astype(np.float32))
    targets = torch.full((records, 10), 0.01)
    targets[torch.arange(records), torch.from_numpy(labels[:records].astype(np.int64))] = 0.99
    model = torch.nn.Sequential(torch.nn.Linear(784, 200, bias=False), torch.nn.Sigmoid(), torch.nn.Linear(200, 10, bias=False), torch.nn.Sigmoid())
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def loop():
        for record in range(records):
            optimizer.zero_grad()
            (0.5 * (targets[record] - model(inputs[record])) ** 2).sum().backward()
            optimizer.step()

    return microseconds(loop) / records


def torch_epoch(name, batches=600):
    import torch
    pixels, labels = idx("train")
    inputs, targets = torch.from_numpy((pixels / 255).astype(np.float32)), torch.from_numpy(labels.astype(np.int64))
    model = torch.nn.Sequential(torch.nn.Linear(784, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001) if name == "adam" else torch.optim.SGD(model.parameters(), lr=0.1)
    loss = torch.nn.CrossEntropyLoss()
    order = torch.randperm(len(inputs))

    def epoch():
        for batch in range(batches):
            chosen = order[32 * batch:32 * (batch + 1)]
            optimizer.zero_grad()
            loss(model(inputs[chosen]), targets[chosen]).backward()
            optimizer.step()

    return microseconds(epoch) * len(inputs) / 32 / batches


def sklearn_epoch(name):
    import warnings
    from sklearn.neural_network import MLPClassifier
    warnings.filterwarnings("ignore")
    pixels, labels = idx("train")
    inputs = (pixels / 255).astype(np.float32)
    settings = {"solver": "adam", "learning_rate_init": 0.001} if name == "adam" else {"solver": "sgd", "learning_rate_init": 0.1, "momentum": 0, "nesterovs_momentum": False}
    # What fit does before its first epoch is left out: two epochs less one.
    first, second = (MLPClassifier((64,), activation="relu", batch_size=32, alpha=0, max_iter=epochs, random_state=1, **settings) for epochs in (1, 2))
    return microseconds(lambda: second.fit(inputs, labels)) - microseconds(lambda: first.fit(inputs, labels))


def numpy_score():
    inputs = (idx("t10k")[0].T / 255 * 0.99 + 0.01).astype(np.float32)
    wih, who = (weights.astype(np.float32) for weights in tutorial_weights())
    return median(lambda: sigmoid(who @ sigmoid(wih @ inputs)).argmax(axis=0), 20)


def numpy_one_pixel():
    random = np.random.default_rng(1)
    shapes = [(784, 50), (50, 100), (100, 10)]
    weights = [random.normal(0, shape[0] ** -0.5, shape) for shape in shapes]
    biases = [random.normal(0, 0.1, shape[1]) for shape in shapes]
    picture = idx("t10k")[0][0] / 255

    def predict(x):
        z1 = x @ weights[0] + biases[0]
        z2 = sigmoid(z1) @ weights[1] + biases[1]
        z3 = sigmoid(z2) @ weights[2] + biases[2]
        e = np.exp(z3 - z3.max())
        return z1, z2, z3, e / e.sum()

    def maps():
        basis = predict(np.zeros(784))
        influence = [np.empty((784, len(values))) for values in basis]
        for pixel in range(784):
            x = np.zeros(784)
            x[pixel] = picture[pixel]
            for layer, values in enumerate(predict(x)):
                influence[layer][pixel] = values - basis[layer]

    return median(maps, 5)


def gzip_cat():
    files = [path(part + kind) for part in ("train", "t10k") for kind in ("-images-idx3-ubyte.gz", "-labels-idx1-ubyte.gz")]
    return microseconds(lambda: subprocess.run(["gzip", "-dc", *files], stdout=subprocess.DEVNULL, check=True))


def pandas_csv():
    import pandas
    return microseconds(lambda: pandas.read_csv(path("train.csv"), header=None, dtype=np.uint8))


def versions():
    """The installed peers, and what NumPy multiplies matrices with."""
    import importlib
    names = {"numpy": "NumPy", "torch": "PyTorch", "sklearn": "scikit-learn", "pandas": "pandas"}
    found = []
    for module, name in names.items():
        try:
            found.append(f"{name} {importlib.import_module(module).__version__}")
        except ModuleNotFoundError:
            pass
    try:
        from threadpoolctl import threadpool_info
        found += sorted({f"{library['internal_api']} {library['version']}" for library in threadpool_info() if library["user_api"] == "blas"}) or ["a BLAS of one thread"]
    except ModuleNotFoundError:
        pass
    return ", ".join(found)


TASKS = {
    "numpy-loop": numpy_loop,
    "numpy-csv-loop": numpy_csv_loop,
    "torch-loop": torch_loop,
    "torch-sgd": lambda: torch_epoch("sgd"),
    "torch-adam": lambda: torch_epoch("adam"),
    "sklearn-sgd": lambda: sklearn_epoch("sgd"),
    "sklearn-adam": lambda: sklearn_epoch("adam"),
    "numpy-score": numpy_score,
    "numpy-one-pixel": numpy_one_pixel,
    "gzip": gzip_cat,
    "pandas": pandas_csv,
    "versions": versions,
}

print(TASKS[task]())

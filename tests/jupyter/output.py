"""A hundred megabytes of output, and messages that are not signed as they should be."""
import tempfile

from kernels import say, session

with tempfile.TemporaryFile() as log, session(log=log) as kernel:
    def received(code):
        sizes, last = [], []
        def hook(message):
            if message["msg_type"] == "stream":
                sizes.append(len(message["content"]["text"]))
                last[:] = [message["content"]["text"][-9:]]
        kernel.run(code, hook)
        with open(f"/proc/{kernel.process}/status") as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        return {"characters": sum(sizes), "largest": max(sizes), "messages": len(sizes), "last": last, "peak_kilobytes": peak}

    say("lines", received('string line = new string(\'y\', 99) + "\\n";\nfor (int i = 0; i < 1_000_000; i++) Console.Write(line);\nConsole.Write("the end \u00e9");'))
    say("one_piece", received('Console.Write(new string(\'y\', 100_000_000)); Console.Write("the end \u00e9");'))
    say("emoji", received('Console.Write(string.Concat(Enumerable.Repeat("\U0001f600", 300_000))); Console.Write("the end \u00e9");'))

    session_of_client = kernel.client.session
    key, session_of_client.key = session_of_client.key, b"another key"
    kernel.client.execute('System.IO.File.WriteAllText("must-not-exist", "");')
    session_of_client.key = key
    say("right_key", kernel.value("1 + 2"))
    log.seek(0)
    say("log", log.read().decode())

"""The kernel as Jupyter's own client sees it. Scripts print a line of JSON for each thing they saw; the tests judge it."""
import contextlib
import json
import os
import time

from jupyter_client import KernelManager

NAME = "mnist-notebooks"
LIMIT = 90


def say(name, value):
    print(json.dumps({"name": name, "value": value}), flush=True)


class Session:
    def __init__(self, folder=None, log=None):
        self.replies = {}
        self.manager = KernelManager(kernel_name=NAME)
        self.manager.start_kernel(cwd=folder, stderr=log)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=LIMIT)

    def run(self, code, hook=None, **options):
        """The reply and what was published, as [type, content]."""
        seen = []
        reply = self.client.execute_interactive(
            code, output_hook=hook or (lambda message: seen.append([message["msg_type"], message["content"]])),
            allow_stdin=False, timeout=LIMIT, **options)
        return {"reply": reply["content"], "seen": seen}

    def ask(self, method, *arguments, **options):
        return self.reply(getattr(self.client, method)(*arguments, **options))

    def reply(self, message):
        while message not in self.replies:
            reply = self.client.get_shell_msg(timeout=LIMIT)
            self.replies[reply["parent_header"].get("msg_id")] = reply["content"]
        return self.replies.pop(message)

    def interrupt_after(self, seconds, code):
        """The reply to a cell that is interrupted, and how long that took."""
        message = self.client.execute(code, allow_stdin=False)
        time.sleep(seconds)
        begin = time.monotonic()
        self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
        told = {"reply": self.reply(message), "seconds": time.monotonic() - begin}
        # Sockets know no order among each other: without this answer the interrupt might still be under way when the next cell comes.
        assert self.client.get_control_msg(timeout=LIMIT)["content"]["status"] == "ok"
        return told

    def value(self, code):
        told = self.run(code)
        for kind, content in told["seen"]:
            if kind == "execute_result":
                return content["data"]["text/plain"]
        raise AssertionError(f"{code} gave no value but {told}")

    @property
    def process(self):
        return self.manager.provisioner.pid

    def children(self):
        with open(f"/proc/{self.process}/task/{self.process}/children") as file:
            direct = file.read().split()
        # A child belongs to the thread that started it.
        for thread in os.listdir(f"/proc/{self.process}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{self.process}/task/{thread}/children") as file:
                direct += file.read().split()
        return sorted({int(child) for child in direct})


@contextlib.contextmanager
def session(**options):
    one = Session(**options)
    try:
        yield one
    finally:
        one.client.stop_channels()
        one.manager.shutdown_kernel(now=True)

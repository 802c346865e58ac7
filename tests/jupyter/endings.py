"""Cells that have to be stopped, processes that end, and what the kernel does afterwards."""
import os
import random
import signal
import time

from kernels import say, session

with session() as kernel:
    # Interrupts come on a channel of their own: one for an idle kernel must have come before the next cell is asked for.
    kernel.manager.interrupt_kernel()
    time.sleep(2)
    say("idle", kernel.value("var kept = 8; kept"))
    for name, code in {"loop": "while (true) { }", "sleep": "System.Threading.Thread.Sleep(600_000);", "printing": 'while (true) Console.WriteLine("again");'}.items():
        kernel.value("1")
        say(f"stopped_{name}", kernel.interrupt_after(0.4, code))
    say("computes", kernel.value("20 + 1"))

    random.seed(1)
    moments = []
    for _ in range(20 if os.environ.get("LONG_TESTS") == "all" else 10):
        # Without this a cell might wait for a process that starts, and every interrupt would come before its end.
        kernel.value("1")
        moments.append(kernel.interrupt_after(random.uniform(0.02, 0.25), "System.Threading.Thread.Sleep(100); 1"))
    say("moments", moments)
    say("computes_after_moments", kernel.value("20 + 2"))

    say("overflow", kernel.run("int Deeper(int x) => Deeper(x + 1) + 1;\nDeeper(1)"))
    say("after_overflow", kernel.value("20 + 3"))
    say("exit", kernel.run("Environment.Exit(3)"))
    say("after_exit", kernel.value("20 + 4"))
    [child] = kernel.children()
    os.kill(child, signal.SIGKILL)
    while child in kernel.children():
        time.sleep(0.05)
    say("killed_between", kernel.run("1"))
    say("after_killed", kernel.value("20 + 5"))

    with session() as other:
        other.run("int mine = 1;")
        kernel.run("int mine = 2;")
        say("two", [kernel.value("mine"), other.value("mine")])

        for name, one, end in (
                ("shutdown", kernel, lambda: kernel.manager.shutdown_kernel()),
                ("terminated", other, lambda: os.kill(other.process, signal.SIGTERM))):
            processes = [one.process, *one.children()]
            begin = time.monotonic()
            end()
            while one.manager.is_alive() and time.monotonic() < begin + 20:
                time.sleep(0.05)
            say(name, {"processes": len(processes), "left": [process for process in processes if os.path.exists(f"/proc/{process}")],
                       "seconds": time.monotonic() - begin})

"""What a front end asks of a kernel, one thing after the other. Argument: the library to reference."""
import sys

from kernels import say, session

with session() as kernel:
    say("kernel_info", kernel.ask("kernel_info"))
    say("streams", kernel.run('Console.WriteLine("out h\u00e9 \U0001f600"); Console.Error.WriteLine("err"); Console.WriteLine("out again");'))
    say("display", kernel.run('var shown = display("first"); shown.Update("second");'))
    say("result", kernel.run("6 * 7"))
    say("error", kernel.run("int zero = 0;\n1 / zero"))
    say("compile_error", kernel.run("\nint x = nothing;"))
    say("silent", kernel.run('Console.WriteLine("unheard"); 1', silent=True))
    say("unstored", kernel.run("1", store_history=False))
    say("count", kernel.run("2"))
    say("broken", kernel.reply(kernel.client.session.send(kernel.client.shell_channel.socket, "execute_request", {})["header"]["msg_id"]))

    kernel.run(f'#r "{sys.argv[1]}"\nusing MnistNotebooks.Charts; using MnistNotebooks.Networks;')
    say("figure", kernel.run('Chart.Curve([0.0, 1], [2.0, 3], "title", "x", "y")'))

    for name, code in {"member": "Math.Ab", "emoji": '"\U0001f600\U0001f600"; Math.Ab', "second_line": "1;\nMath.Ab + 1", "type": "new Lis"}.items():
        cursor = code.index("Ab") + 2 if "Ab" in code else len(code)
        say(f"complete_{name}", kernel.ask("complete", code, cursor))
    say("complete_nothing", kernel.ask("complete", "Math.Xyzzy", 10))
    say("inspect_member", kernel.ask("inspect", "Network.Tutorial(20)", 12))
    say("inspect_arguments", kernel.ask("inspect", "Network.Tutorial(20)", 19))
    say("inspect_nothing", kernel.ask("inspect", "   ", 1))

    for name, code in {"complete": "var a = 1;\na", "incomplete": "for (;;)\n{", "invalid": "1 +* ;"}.items():
        say(f"is_complete_{name}", kernel.ask("is_complete", code))
    say("history", kernel.ask("history", hist_access_type="tail", n=2))
    say("search", kernel.ask("history", hist_access_type="search", pattern="6 *", n=10))
    say("comm_info", kernel.ask("comm_info"))

    failing = kernel.client.execute('while (!System.IO.File.Exists("fail")) System.Threading.Thread.Sleep(10);\nthrow new Exception("stop here");')
    queued = [kernel.client.execute("3"), kernel.client.execute("4")]
    # Once this is answered, the kernel has got what was sent before it.
    kernel.ask("is_complete", "1")
    open("fail", "w").close()
    say("queued", [kernel.reply(message)["status"] for message in [failing, *queued]])
    failing = kernel.client.execute('throw new Exception("go on");', stop_on_error=False)
    queued = [kernel.client.execute("3")]
    say("queued_without_stop", [kernel.reply(message)["status"] for message in [failing, *queued]])

    running = kernel.client.execute(
        'while (!System.IO.File.Exists("go-on")) System.Threading.Thread.Sleep(10);\nConsole.WriteLine("undisturbed"); 5')
    say("complete_while_running", kernel.ask("complete", "Math.Ab", 7)["status"])
    say("info_while_running", kernel.ask("kernel_info")["status"])
    open("go-on", "w").close()
    say("undisturbed", kernel.reply(running))
    say("complete_after", kernel.ask("complete", "Math.Ab", 7)["matches"])

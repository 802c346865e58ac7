using System.Diagnostics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Threads that help the one that trains. They are ready at once while work keeps coming, and asleep soon after it stops.
/// Nobody waits for a helper that has not got a core to run on.
/// </summary>
internal sealed class Team : IDisposable
{
    private const int Asleep = 0, Waking = 1, Ready = 2, Called = 3, Working = 4;

    // A helper that waits in vain takes time from others; so it waits 1 ms and sleeps at least 30.
    private static readonly long StaysReady = Stopwatch.Frequency / 1_000, Sleeps = 30 * StaysReady;

    private readonly Helper[] _helpers;

    /// <summary>Starts threads, number 1 to <paramref name="helpers"/>; 0 is the caller.</summary>
    public Team(int helpers)
    {
        _helpers = [.. Enumerable.Range(1, helpers).Select(number => new Helper(number))];
    }

    /// <summary>Gives every helper the same work if all are ready; if not, those that have slept enough are woken for a later call.</summary>
    /// <param name="work">Gets the helper's number.</param>
    /// <returns>Whether they have begun.</returns>
    public bool TryStart(Action<int> work)
    {
        for (int i = 0; i < _helpers.Length; i++)
        {
            if (_helpers[i].TryCall())
                continue;
            for (int called = 0; called < i; called++)
                _helpers[called].CallOff();
            foreach (Helper helper in _helpers)
                helper.WakeUp();
            return false;
        }
        foreach (Helper helper in _helpers)
            helper.Start(work);
        return true;
    }

    /// <summary>Waits until every helper has ended its work.</summary>
    public void Finish()
    {
        foreach (Helper helper in _helpers)
            helper.Finish();
    }

    /// <summary>Ends the threads; they must not be working.</summary>
    public void Dispose()
    {
        foreach (Helper helper in _helpers)
            helper.Dispose();
    }

    private sealed class Helper : IDisposable
    {
        private readonly int _number;
        private readonly Thread _thread;
        private readonly SemaphoreSlim _alarm = new(0);
        private int _state = Waking;
        private bool _ended;
        private long _fellAsleep;
        private Action<int>? _work;

        public Helper(int number)
        {
            _number = number;
            _thread = new(Run) { IsBackground = true, Name = $"training helper {number}" };
            _thread.Start();
        }

        public bool TryCall() => Interlocked.CompareExchange(ref _state, Called, Ready) == Ready;

        public void CallOff() => Volatile.Write(ref _state, Ready);

        public void WakeUp()
        {
            if (Volatile.Read(ref _state) == Asleep && Stopwatch.GetTimestamp() - _fellAsleep > Sleeps)
            {
                Volatile.Write(ref _state, Waking);
                _alarm.Release();
            }
        }

        public void Start(Action<int> work)
        {
            _work = work;
            Volatile.Write(ref _state, Working);
        }

        public void Finish()
        {
            var spin = new SpinWait();
            while (Volatile.Read(ref _state) == Working)
                spin.SpinOnce(sleep1Threshold: -1);
        }

        public void Dispose()
        {
            Volatile.Write(ref _ended, true);
            _alarm.Release();
            _thread.Join();
            _alarm.Dispose();
        }

        private void Run()
        {
            while (true)
            {
                Volatile.Write(ref _state, Ready);
                if (!WorkCame())
                    _alarm.Wait();
                else
                    _work!(_number);
                if (Volatile.Read(ref _ended))
                    return;
            }
        }

        /// <summary>Waits for work without giving up the core, but not for long.</summary>
        private bool WorkCame()
        {
            long start = Stopwatch.GetTimestamp();
            while (Volatile.Read(ref _state) != Working)
            {
                Thread.SpinWait(1);
                if (Stopwatch.GetTimestamp() - start < StaysReady)
                    continue;
                _fellAsleep = Stopwatch.GetTimestamp();
                if (Interlocked.CompareExchange(ref _state, Asleep, Ready) == Ready)
                    return false;
            }
            return true;
        }
    }
}

"""CPython's side of the measurements: the same work, with the same payloads, as the Java side does.

    python3 opponent.py WORK NUMBER...

Prepares the work, says "ready", and then answers each line of its input by doing the work once: it prints how many
nanoseconds a unit took. A line may have a size, for the works whose cost is drawn over it. Ends with its input.
"""

import array
import functools
import multiprocessing
import sys
import time
from multiprocessing import shared_memory

WORKERS = 2
AT_LEAST = 20_000


def square(x):
    return x * x


def successor(n):
    return n + 1


def nothing():
    pass


def item_of(numbers, i):
    return numbers[i]


def timed(units, work):
    start = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - start) / units


def repeated(count, size, work):
    """Of a point of a curve, few tasks are run so often that there are many."""
    runs = max(1, AT_LEAST // count) if size else 1
    return timed(runs * count, lambda: [work() for _ in range(runs)])


class Work:
    """Something that is done again and again; opened before, and closed after."""

    def __init__(self, mp, *numbers):
        self.mp = mp
        self.open(*numbers)

    def open(self, *numbers):
        pass

    def close(self):
        pass


class StartProcess(Work):
    method = 'spawn'

    def run(self, size):
        return timed(1, self.start_and_join)

    def start_and_join(self):
        process = self.mp.Process(target=nothing)
        process.start()
        process.join()


class StartPool(Work):
    """Makes a pool, maps an item for each worker, and closes it; of a given size, the time is that of a worker."""

    method = 'spawn'

    def run(self, size):
        return timed(size or 1, lambda: self.make_map_and_close(size or WORKERS))

    def make_map_and_close(self, workers):
        with self.mp.Pool(workers) as pool:
            pool.map(square, range(workers), 1)


class PoolWork(Work):
    """Work for a pool of two."""

    def __init__(self, mp, *numbers):
        self.pool = mp.Pool(WORKERS)
        super().__init__(mp, *numbers)

    def close(self):
        self.pool.terminate()
        self.pool.join()


class Map(PoolWork):
    def open(self, count, chunk):
        self.count = count
        self.chunk = chunk or None

    def run(self, size):
        count = size or self.count
        return repeated(count, size, lambda: self.pool.map(square, range(count), self.chunk))


class Imap(PoolWork):
    def open(self, count):
        self.count = count

    def run(self, size):
        return timed(self.count, self.consume)

    def consume(self):
        for _ in self.pool.imap(square, range(self.count)):
            pass


class Apply(PoolWork):
    def open(self, count):
        self.count = count

    def run(self, size):
        return timed(self.count, self.one_at_a_time)

    def one_at_a_time(self):
        for i in range(self.count):
            self.pool.apply(successor, (i,))


class ApplyAsync(PoolWork):
    def open(self, count):
        self.count = count

    def run(self, size):
        count = size or self.count
        return repeated(count, size, lambda: self.all_at_once(count))

    def all_at_once(self, count):
        results = [self.pool.apply_async(successor, (i,)) for i in range(count)]
        for result in results:
            result.get()


class MapBytes(PoolWork):
    """The time is that of a MiB."""

    def open(self, items, size):
        self.arrays = [bytes(size)] * items
        self.units = max(1, items * (size >> 20))

    def run(self, size):
        return timed(self.units, lambda: self.pool.map(len, self.arrays))


class MapCapture(PoolWork):
    def open(self, items, length):
        self.items = items
        self.function = functools.partial(item_of, array.array('d', bytes(8 * length)))

    def run(self, size):
        return timed(1, lambda: self.pool.map(self.function, range(self.items), 1))


class PoolSizes(Work):
    """A map with chunks of one item, in a pool whose size is given."""

    def open(self, count):
        self.count = count

    def run(self, size):
        with self.mp.Pool(size) as pool:
            pool.map(square, range(self.count), 1)
            return timed(self.count, lambda: pool.map(square, range(self.count), 1))


class ChildWork(Work):
    """Work with a child that waits for orders."""

    def start(self, target, *arguments):
        self.orders = self.mp.SimpleQueue()
        self.child = self.mp.Process(target=target, args=(self.orders, *arguments), daemon=True)
        self.child.start()

    def close(self):
        self.orders.put(None)
        self.child.join()


def produce(orders, items, size):
    payload = bytes(size)
    for count in iter(orders.get, None):
        for i in range(count):
            items.put(payload if size else i)


class Queue(ChildWork):
    def open(self, count, size):
        self.count = count
        self.items = self.mp.Queue()
        self.start(produce, self.items, size)

    def run(self, size):
        return timed(self.count, self.take)

    def take(self):
        self.orders.put(self.count)
        for _ in range(self.count):
            self.items.get()


def echo(end):
    while (message := end.recv()) is not None:
        end.send(message)


class Pipe(Work):
    def open(self, count, size):
        self.count = count
        self.message = bytes(size) if size else 1
        self.end, other = self.mp.Pipe()
        self.child = self.mp.Process(target=echo, args=(other,), daemon=True)
        self.child.start()

    def run(self, size):
        return timed(self.count, self.trips)

    def trips(self):
        for _ in range(self.count):
            self.end.send(self.message)
            self.end.recv()

    def close(self):
        self.end.send(None)
        self.child.join()


def measure(end):
    while (message := end.recv()) is not None:
        end.send(len(message))


class MessageSizes(Work):
    """Sends bytes, and gets their number back; the time is that of a byte."""

    def open(self, most):
        self.most = most
        self.end, other = self.mp.Pipe()
        self.child = self.mp.Process(target=measure, args=(other,), daemon=True)
        self.child.start()

    def run(self, size):
        message = bytes(size)
        count = max(1, min(self.most, (1 << 26) // size))
        return timed(count * size, lambda: self.send(message, count))

    def send(self, message, count):
        for _ in range(count):
            self.end.send(message)
            self.end.recv()

    def close(self):
        self.end.send(None)
        self.child.join()


def copy(end, memory):
    into = memoryview(bytearray(memory.size))
    while end.recv():
        into[:] = memory.buf[:len(into)]
        end.send(True)


class Memory(Work):
    """A block that is written here, and read in a child; the time is that of a MiB."""

    def open(self, size):
        self.payload = b'x' * size  # zeros would be one page of the system's again and again
        self.units = max(1, size >> 20)
        self.memory = shared_memory.SharedMemory(create=True, size=size)
        self.end, other = self.mp.Pipe()
        self.child = self.mp.Process(target=copy, args=(other, self.memory), daemon=True)
        self.child.start()

    def run(self, size):
        return timed(self.units, self.hand_over)

    def hand_over(self):
        self.memory.buf[:len(self.payload)] = self.payload
        self.end.send(True)
        self.end.recv()

    def close(self):
        self.end.send(False)
        self.child.join()
        self.memory.close()
        self.memory.unlink()


def obey(orders, nanos, loop):
    for count in iter(orders.get, None):
        nanos.put(timed(1, lambda: loop(count)))


class Shared(ChildWork):
    """A loop over something shared: here, in a child, or in both."""

    def open(self, count):
        self.count = count
        self.loop = self.make_loop()
        self.nanos = self.mp.SimpleQueue()
        self.start(obey, self.nanos, self.loop)
        self.there(1)

    def here(self, size):
        return timed(self.count, lambda: self.loop(self.count))

    def there(self, size):
        self.orders.put(self.count)
        return self.nanos.get() / self.count

    def both(self, size):
        return timed(2 * self.count, self.at_once)

    def at_once(self):
        self.orders.put(self.count)
        self.loop(self.count)
        self.nanos.get()


def turns(lock, count):
    for _ in range(count):
        lock.acquire()
        lock.release()


def increments(value, count):
    for _ in range(count):
        with value.get_lock():
            value.value += 1


class LockParent(Shared):
    run = Shared.here

    def make_loop(self):
        return functools.partial(turns, self.mp.Lock())


class LockChild(LockParent):
    run = Shared.there


class SemaphoreParent(Shared):
    run = Shared.here

    def make_loop(self):
        return functools.partial(turns, self.mp.Semaphore(2))


class SemaphoreChild(SemaphoreParent):
    run = Shared.there


class ValueParent(Shared):
    run = Shared.here

    def make_loop(self):
        return functools.partial(increments, self.mp.Value('i', 0))


class ValueChild(ValueParent):
    run = Shared.there


class ValueBoth(ValueParent):
    run = Shared.both


class ManagerMap(Work):
    def open(self, count):
        self.count = count
        self.manager = self.mp.Manager()
        self.map = self.manager.dict()

    def run(self, size):
        def put():
            for i in range(self.count):
                self.map[i % 100] = i
        return timed(self.count, put)

    def close(self):
        self.manager.shutdown()


class ManagerQueue(ManagerMap):
    def open(self, count):
        super().open(count)
        self.queue = self.manager.Queue()

    def run(self, size):
        def put_and_get():
            for i in range(self.count):
                self.queue.put(i)
                self.queue.get()
        return timed(self.count, put_and_get)


WORKS = {
    'start_process': StartProcess,
    'start_pool': StartPool,
    'map': Map,
    'imap': Imap,
    'apply': Apply,
    'apply_async': ApplyAsync,
    'map_bytes': MapBytes,
    'map_capture': MapCapture,
    'pool_sizes': PoolSizes,
    'queue': Queue,
    'pipe': Pipe,
    'message_sizes': MessageSizes,
    'shared_memory': Memory,
    'manager_map': ManagerMap,
    'manager_queue': ManagerQueue,
    'lock_parent': LockParent,
    'lock_child': LockChild,
    'semaphore_parent': SemaphoreParent,
    'semaphore_child': SemaphoreChild,
    'value_parent': ValueParent,
    'value_child': ValueChild,
    'value_both': ValueBoth,
}


def main():
    kind = WORKS[sys.argv[1]]
    work = kind(multiprocessing.get_context(getattr(kind, 'method', 'fork')), *map(int, sys.argv[2:]))
    print('ready', flush=True)
    for line in sys.stdin:
        print(work.run(int(line.strip() or 0)), flush=True)
    work.close()


if __name__ == '__main__':
    main()

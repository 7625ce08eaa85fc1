"""Runs inside a sandbox, as the keeper's user: carries connections to a local port on to the proxy's Unix socket.

It decides nothing; it is there because programs know proxies by address, not by file.
"""

from __future__ import annotations

import asyncio

SOCKET = "/run/egress/proxy.sock"
PORT = 3128


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy until the end of the stream."""
    try:
        while chunk := await reader.read(1 << 16):
            writer.write(chunk)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except OSError:
        writer.close()


async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection."""
    try:
        out_reader, out_writer = await asyncio.open_unix_connection(SOCKET)
    except OSError:
        writer.close()
        return
    await asyncio.gather(carry(reader, out_writer), carry(out_reader, writer))
    for side in (writer, out_writer):
        side.close()


async def main() -> None:
    """Serve for good."""
    server = await asyncio.start_server(forward, "127.0.0.1", PORT)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

//! Streams made smaller, on all processors. Each stream is compressed by itself, so the bytes are the same whatever
//! their number.

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Document, Object, Stream};
use std::io::Write;
use std::sync::{Arc, Mutex, mpsc};

/// How many streams may wait for the compressors: enough that none of them waits, few enough to take no room.
const AHEAD: usize = 8;

/// A content on its way, with its place among the others.
type Waiting = Arc<Mutex<mpsc::Receiver<(usize, Vec<u8>)>>>;

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Turns contents into streams while the next ones are still being made, so that never many stand uncompressed in
/// memory.
pub(crate) fn each(contents: impl Iterator<Item = Vec<u8>>) -> Vec<Stream> {
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<(usize, Vec<u8>)>(AHEAD);
        let receive = Arc::new(Mutex::new(receive));
        let work = |receive: Waiting| {
            let mut done = Vec::new();
            loop {
                let next = receive.lock().map(|receive| receive.recv());
                let Ok(Ok((at, content))) = next else { return done };
                done.push((at, deflated(Stream::new(Dictionary::new(), content))));
            }
        };
        let workers: Vec<_> =
            (0..threads()).map(|_| Arc::clone(&receive)).map(|r| scope.spawn(move || work(r))).collect();
        drop(receive);
        for content in contents.enumerate() {
            if send.send(content).is_err() {
                break;
            }
        }
        drop(send);
        let mut all: Vec<(usize, Stream)> =
            workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect();
        all.sort_unstable_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, stream)| stream).collect()
    })
}

/// Deflates what is not yet, shared out to a thread for each processor.
pub(crate) fn all(file: &mut Document) {
    let streams = file.objects.values_mut().filter_map(|object| match object {
        Object::Stream(stream) if stream.allows_compression && !stream.dict.has(b"Filter") => Some(stream),
        _ => None,
    });
    let mut streams: Vec<&mut Stream> = streams.collect();
    streams.sort_by_key(|stream| std::cmp::Reverse(stream.content.len()));
    let threads = threads().min(streams.len()).max(1);
    let mut shares: Vec<Vec<&mut Stream>> = (0..threads).map(|_| Vec::new()).collect();
    for (at, stream) in streams.into_iter().enumerate() {
        shares[at % threads].push(stream);
    }
    std::thread::scope(|scope| {
        for share in shares {
            scope.spawn(move || share.into_iter().for_each(deflate));
        }
    });
}

fn deflated(mut stream: Stream) -> Stream {
    deflate(&mut stream);
    stream
}

/// Deflates one stream where that makes it smaller. `lopdf` would do it at the highest level, which costs much more time
/// and saves next to nothing on glyphs and page contents.
fn deflate(stream: &mut Stream) {
    /// What the entry for the filter takes.
    const ENTRY: usize = b"/Filter/FlateDecode".len();
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(stream.content.len() / 2), Compression::default());
    // Writing into memory does not fail; a stream that were not deflated would be larger, and right.
    let deflated = encoder.write_all(&stream.content).and_then(|()| encoder.finish());
    if let Ok(mut content) = deflated
        && content.len() + ENTRY < stream.content.len()
    {
        content.shrink_to_fit();
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(content);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_come_back_in_the_order_in_which_they_were_made() {
        let content = |n: usize| n.to_string().repeat(if n.is_multiple_of(7) { 1 } else { 5_000 });
        let streams = each((0..200).map(|n| content(n).into_bytes()));
        assert_eq!(streams.len(), 200);
        for (n, stream) in streams.iter().enumerate() {
            let read = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            assert_eq!(read, content(n).into_bytes(), "{n}");
        }
    }
}

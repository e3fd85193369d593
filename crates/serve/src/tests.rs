//! A browser that means no good, spoken byte by byte: what is not ours gets nothing.

use crate::{Interface, LARGEST_REQUEST, Options, Server};
use mingce_app::Now;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;
use tempfile::TempDir;

struct Served {
    folder: TempDir,
    port: u16,
    token: String,
    running: JoinHandle<Result<(), mingce_app::view::AppError>>,
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

fn serve(idle: Duration) -> Served {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("界面");
    std::fs::create_dir_all(page.join("assets")).expect("made");
    std::fs::write(page.join("index.html"), "<!doctype html><title>页</title>").expect("written");
    std::fs::write(page.join("assets/a.js"), "1").expect("written");
    std::fs::write(page.join("notes.txt"), "不该给出").expect("written");
    let server = Server::bind(Options {
        data: None,
        folder: folder.path().join("数据"),
        port: 0,
        idle,
        interface: Interface::read(&page).expect("an interface"),
        now: || Now::at(1_700_000_000),
    })
    .unwrap_or_else(|error| panic!("{error}"));
    let link = server.link();
    let (origin, token) = link.split_once("/#token=").expect("a token");
    let port = origin.strip_prefix("http://127.0.0.1:").and_then(|port| port.parse().ok()).expect("loopback only");
    Served { folder, port, token: token.into(), running: std::thread::spawn(move || server.run()) }
}

impl Served {
    fn raw(&self, request: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        // An oversized request is refused before it is read to its end: the rest may not be taken.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Reply { status, head: head.to_string(), body: body.to_string() }
    }

    fn send(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!("{line} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
        self.raw(&[head.as_bytes(), body.as_bytes()].concat())
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn origin(&self) -> String {
        format!("http://{}", self.host())
    }

    /// Asks as our own page does.
    fn post(&self, address: &str, cookie: &str, page: &str, body: &Value) -> Reply {
        let (host, origin) = (self.host(), self.origin());
        let headers = [
            ("Host", host.as_str()),
            ("Origin", &origin),
            ("Content-Type", "application/json"),
            ("Cookie", cookie),
            ("X-Mingce-Page", page),
        ];
        self.send(&format!("POST {address}"), &headers, &body.to_string())
    }

    fn enter(&self) -> (String, String) {
        let reply = self.post("/session", "", "", &json!({ "token": self.token }));
        assert_eq!(reply.status, 200, "{}", reply.body);
        let cookie = reply.header("set-cookie").expect("a cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        (cookie.split(';').next().expect("a value").to_string(), reply.json()["page"].to_string())
    }

    fn call(&self, who: &(String, String), name: &str, arguments: Value) -> Reply {
        self.post(&format!("/call/{name}"), &who.0, &who.1, &json!({ "arguments": arguments }))
    }
}

const LONG: Duration = Duration::from_secs(600);

#[test]
fn a_command_needs_the_cookie_that_only_the_token_gives() {
    let served = serve(LONG);
    assert_eq!(served.call(&(String::new(), "1".into()), "file_current", json!({})).status, 401);
    let wrong = "0".repeat(64);
    assert_eq!(served.post("/session", "", "", &json!({ "token": wrong })).status, 401);
    assert_eq!(served.post("/session", "", "", &json!({ "token": null })).status, 401);
    let me = served.enter();
    let answer = served.call(&me, "file_current", json!({}));
    assert_eq!((answer.status, answer.json()["answer"].clone()), (200, Value::Null));
    let guessed = (format!("mingce_{}={wrong}", served.port), me.1.clone());
    assert_eq!(served.call(&guessed, "file_current", json!({})).status, 401);
}

#[test]
fn a_foreign_page_and_a_foreign_name_for_this_machine_are_refused() {
    let served = serve(LONG);
    let (cookie, page) = served.enter();
    let (host, origin) = (served.host(), served.origin());
    let ask = |host: &str, origin: Option<&str>| {
        let mut headers = vec![
            ("Host", host),
            ("Content-Type", "application/json"),
            ("Cookie", cookie.as_str()),
            ("X-Mingce-Page", page.as_str()),
        ];
        headers.extend(origin.map(|origin| ("Origin", origin)));
        served.send("POST /call/file_current", &headers, "{}").status
    };
    assert_eq!(ask(&host, Some(&origin)), 200, "our own page may");
    assert_eq!(ask(&host, Some("http://evil.example")), 403);
    assert_eq!(ask(&host, Some("null")), 403, "a sandboxed frame");
    assert_eq!(ask(&host, None), 403, "a request without an origin changes nothing");
    assert_eq!(ask(&host, Some(&format!("http://127.0.0.1:{}", served.port ^ 1))), 403, "another port");
    assert_eq!(ask(&format!("evil.example:{}", served.port), Some(&origin)), 403, "DNS rebinding");
    assert_eq!(ask(&format!("localhost:{}", served.port), Some(&origin)), 403);
    let rebound = served.send("GET /", &[("Host", "evil.example")], "");
    assert_eq!(rebound.status, 403);
}

#[test]
fn a_page_cannot_call_what_is_not_in_the_table() {
    let served = serve(LONG);
    let me = served.enter();
    for name in ["shell", "leave", "ask_for", "with", "../session", "file_current/x"] {
        let status = served.call(&me, name, json!({})).status;
        assert!(matches!(status, 404 | 405), "{name}: {status}");
    }
    // Nor give a command what it does not take: a path above all.
    let outside = served.folder.path().join("外.mingce").display().to_string();
    for arguments in [json!({ "path": outside }), json!({ "file": outside })] {
        assert_eq!(served.call(&me, "file_open", arguments).status, 422);
    }
}

#[test]
fn no_address_and_no_choice_leads_out_of_the_two_folders() {
    let served = serve(LONG);
    let me = served.enter();
    std::fs::write(served.folder.path().join("外.mingce"), "x").expect("written");
    std::fs::write(served.folder.path().join("数据/甲.txt"), "x").expect("written");
    std::fs::write(served.folder.path().join("数据/甲.mingce"), "x").expect("written");
    assert_eq!(served.post("/files", &me.0, &me.1, &json!({})).json(), json!(["甲.mingce"]));
    for chosen in ["../外.mingce", "甲.txt", "./甲.mingce", "", "/etc/passwd"] {
        let reply = served.post("/call/file_open", &me.0, &me.1, &json!({ "chosen": chosen }));
        assert_eq!(reply.status, 422, "{chosen}");
        assert!(reply.json()["message"].as_str().is_some_and(|text| text.contains("重新选择")), "{}", reply.body);
    }
    let host = served.host();
    let get = |address: &str| served.send(&format!("GET {address}"), &[("Host", host.as_str())], "");
    assert_eq!(get("/").status, 200);
    assert_eq!(get("/assets/a.js").header("content-type"), Some("text/javascript; charset=utf-8"));
    for address in
        ["/../数据/甲.mingce", "/assets/../../数据/甲.mingce", "/%2e%2e/x", "/notes.txt", "/assets", "//etc/passwd"]
    {
        assert!(matches!(get(address).status, 400 | 404), "{address}: {}", get(address).status);
    }
    assert_eq!(get(&format!("/sent/{}/x", "0".repeat(64))).status, 404);
}

#[test]
fn a_created_file_stays_in_the_folder_whatever_its_agency_is_called() {
    let served = serve(LONG);
    let me = served.enter();
    let request = json!({ "request": { "agency": "../../出逃镇人民政府", "kind": "township", "code": "" } });
    let reply = served.call(&me, "file_create", request);
    assert_eq!(reply.status, 200, "{}", reply.body);
    let path = reply.json()["answer"]["path"].as_str().expect("a path").to_string();
    assert_eq!(Path::new(&path).parent(), Some(served.folder.path().join("数据").as_path()), "{path}");
}

#[test]
fn of_two_pages_the_older_one_is_told_so() {
    let served = serve(LONG);
    let first = served.enter();
    let again = served.post("/session", &first.0, "", &json!({ "token": null }));
    assert_eq!(again.status, 200, "a reload needs no token");
    let told = served.call(&first, "file_current", json!({}));
    assert_eq!((told.status, told.json()["code"].clone()), (409, json!("elsewhere")));
    let second = (first.0.clone(), again.json()["page"].to_string());
    assert_eq!(served.call(&second, "file_current", json!({})).status, 200);
}

#[test]
fn a_request_that_is_too_large_is_refused() {
    let served = serve(LONG);
    let me = served.enter();
    let big = "字".repeat(LARGEST_REQUEST / 3 + 1);
    assert_eq!(served.call(&me, "report_date_set", json!({ "date": big })).status, 413);
    assert_eq!(served.call(&me, "file_current", json!({})).status, 200, "and nothing is broken by it");
}

#[test]
fn every_answer_says_what_its_page_may_do() {
    let served = serve(LONG);
    let host = served.host();
    for address in ["/", "/nowhere"] {
        let reply = served.send(&format!("GET {address}"), &[("Host", host.as_str())], "");
        let policy = reply.header("content-security-policy").expect("a policy");
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe") && !policy.contains('*'),
            "{policy}"
        );
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"));
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
}

#[test]
fn without_a_page_it_ends_and_closes_the_file() {
    let served = serve(Duration::from_millis(400));
    let me = served.enter();
    assert_eq!(served.call(&me, "file_sample", json!({})).status, 200);
    let port = served.port;
    served.running.join().expect("no panic").unwrap_or_else(|error| panic!("{error}"));
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "nobody listens any more");
    // The file is free again.
    let file = served.folder.path().join("数据/示例县.mingce");
    let mut session = mingce_app::Session::new(mingce_app::Assets::find().unwrap_or_else(|error| panic!("{error}")));
    session.open(&file).unwrap_or_else(|error| panic!("{error}"));
}

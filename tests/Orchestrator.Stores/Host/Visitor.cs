using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;

namespace Orchestrator.Stores.Host;

/// <summary>A browser as the server sees it: keeps cookies, sends the token with every write.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri address)
    {
        Cookies = new CookieContainer();
        Address = address;
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(address, "/api/v1/") };
    }

    public Uri Address { get; }

    public CookieContainer Cookies { get; }

    /// <summary>The token of the last session document.</summary>
    public string? Token { get; set; }

    public HttpClient Http => _http;

    public async Task<Answer> Open()
    {
        var answer = await Get("session");
        Remember(answer);
        return answer;
    }

    public async Task<Answer> SignIn(string userName, string password)
    {
        if (Token is null)
        {
            await Open();
        }

        var answer = await Post("session", new { userName, password });
        Remember(answer);
        return answer;
    }

    public async Task<Answer> SetUp(string userName = "admin", string password = "Correct-Horse-7")
    {
        await Open();
        var answer = await Post("setup", new { userName, name = "管理员", password });
        Remember(answer);
        return answer;
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, object body) => Send(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<Answer> Put(string path, object body) => Send(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path);

    public Task<Answer> PostText(string path, string body, string contentType = "application/json") =>
        Send(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, contentType));

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content = null, bool waitForPermission = false)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.ExpectContinue = waitForPermission;
        if (method != HttpMethod.Get && Token is not null)
        {
            request.Headers.Add("X-CSRF-TOKEN", Token);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType, response.Headers);
    }

    public void Dispose() => _http.Dispose();

    private void Remember(Answer answer)
    {
        if (answer.Status == 200)
        {
            Token = answer.Json.GetProperty("csrf").GetString();
        }
    }
}

/// <summary>What the server said.</summary>
public sealed record Answer(int Status, string Text, string? ContentType, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement.Clone();

    public string? Code => ContentType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    /// <summary>Fails with the server's words when the status is another.</summary>
    public Answer ShouldAnswer(int status, string? code = null)
    {
        Status.ShouldBe(status, Text);
        if (code is not null)
        {
            Code.ShouldBe(code, Text);
        }

        return this;
    }
}

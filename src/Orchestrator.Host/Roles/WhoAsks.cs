using System.Collections.Frozen;
using Orchestrator.Host.Edge;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Roles;

/// <summary>
/// An authority that runs apart keeps no accounts. Who asks it is what the office answers to the same cookie: at every
/// request, so that a person who is locked or signs out is gone here as well, and no secret is shared. The office also
/// checks the token against forged requests; what the person may do is checked here.
/// </summary>
/// <param name="offices">Asked in turn until one answers.</param>
public sealed class WhoAsks(IReadOnlyList<Uri> offices) : IDisposable
{
    private static readonly string[] Passed = ["Cookie", AccessGate.TokenHeader];

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Makes the person the actor of the request; otherwise the office's refusal is the answer.</summary>
    public async Task<bool> Admit(HttpContext http)
    {
        foreach (var office in offices)
        {
            try
            {
                using var question = Question(office, http);
                using var answer = await _http.SendAsync(question, http.RequestAborted);
                if ((int)answer.StatusCode < 500)
                {
                    return await Take(http, answer);
                }
            }
            catch (Exception away) when (away is HttpRequestException || (away is TaskCanceledException && !http.RequestAborted.IsCancellationRequested))
            {
                // The next one may know.
            }
        }

        await ProblemDocument.Make(503, "office-away", "暂时无法核实登录身份（编办服务连不上），请稍后再试。").WriteTo(http);
        return false;
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Question(Uri office, HttpContext http)
    {
        var question = new HttpRequestMessage(AccessGate.OnlyReads(http.Request) ? HttpMethod.Get : HttpMethod.Post, new Uri(office, AccessGate.Root + SessionEndpoints.ActorPath));
        foreach (var name in Passed)
        {
            if (http.Request.Headers.TryGetValue(name, out var values))
            {
                question.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return question;
    }

    private static async Task<bool> Take(HttpContext http, HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
        {
            var person = (await answer.Content.ReadFromJsonAsync<ActorDocument>(http.RequestAborted))!;
            http.Features.Set(new Actor(person.Id, person.Name, person.UnitId, person.UnitName, person.Roles.ToFrozenSet(StringComparer.Ordinal)));
            http.Features.Set(new CheckedForForgery());
            return true;
        }

        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        return false;
    }
}

internal static class WhoAsksPipeline
{
    /// <summary>Instead of authentication, where people are not known.</summary>
    public static void UseWhoAsks(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<AllowedRoles>() is null || await http.RequestServices.GetRequiredService<WhoAsks>().Admit(http))
        {
            await next(http);
        }
    });
}

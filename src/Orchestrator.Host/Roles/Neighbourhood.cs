using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Text.Json;
using Orchestrator.Host.Edge;
using Orchestrator.Host.Observability;

namespace Orchestrator.Host.Roles;

/// <param name="Role">What it runs.</param>
/// <param name="OwnDatabase">Whether its operators look into a database of its own, over the door at <c>/services/{name}/…</c>.</param>
/// <param name="Name">As in that path, and in <c>--role</c>.</param>
public sealed record ServiceView([EnumDataType(typeof(HostRole))] string Role, string Name, bool OwnDatabase, IReadOnlyList<ServiceCopyView> Copies);

/// <param name="Address">Inside the installation.</param>
/// <param name="Answers">False when nobody answered within three seconds.</param>
/// <param name="Ready">Whether it takes requests; false also while it stops.</param>
/// <param name="Failing">What its readiness misses, as <c>/health/ready</c> names it.</param>
/// <param name="Milliseconds">Until it answered.</param>
public sealed record ServiceCopyView(string Address, bool Answers, bool Ready, IReadOnlyList<string> Failing, int? Milliseconds);

/// <summary>How the services of the installation are, asked where they answer.</summary>
/// <param name="neighbours">Null where everything is one process: then there is nobody to ask.</param>
public sealed class Neighbourhood(Neighbours? neighbours) : IDisposable
{
    private static readonly JsonSerializerOptions Json = Rules();

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(3) };

    public async Task<IReadOnlyList<ServiceView>> Look(CancellationToken ct) => neighbours is null
        ? []
        : await Task.WhenAll(HostRoles.Services.Where(role => neighbours.Of(role).Count > 0).Select(async role =>
            new ServiceView(role.ToString(), HostRoles.NameOf(role), !role.KnowsPeople(), await Task.WhenAll(neighbours.Of(role).Select(address => Ask(address, ct))))));

    public void Dispose() => _http.Dispose();

    private async Task<ServiceCopyView> Ask(Uri address, CancellationToken ct)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await _http.GetAsync(new Uri(address, "/health/ready"), ct);
            var document = await answer.Content.ReadFromJsonAsync<HealthDocument>(Json, ct);
            return new(
                address.GetLeftPart(UriPartial.Authority), true, answer.IsSuccessStatusCode, [.. (document?.Checks ?? new Dictionary<string, bool>()).Where(check => !check.Value).Select(check => check.Key)],
                (int)Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
        catch (Exception away) when (away is HttpRequestException or JsonException || (away is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(address.GetLeftPart(UriPartial.Authority), false, false, [], null);
        }
    }

    private static JsonSerializerOptions Rules()
    {
        var rules = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        JsonRules.Apply(rules);
        return rules;
    }
}

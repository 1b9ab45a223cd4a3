using System.Security.Cryptography;
using Orchestrator.Engine.Values;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Submission.Versions;

/// <summary>An attachment as it was when the version was frozen: the file's own hash binds its bytes.</summary>
public sealed record FrozenAttachment(string Id, string Name, long Size, string Sha256);

/// <summary>
/// The text that a version's SHA-256 is taken over: JSON without blanks, members in a fixed order, attachments ordered
/// by id. Anybody who has the version can compute the hash again.
/// </summary>
public static class CanonicalVersion
{
    public static string Write(DraftContent content, IEnumerable<FrozenAttachment> attachments) => JsonText.Write(JsObject.Of(
        ("title", content.Title),
        ("sections", new JsArray(content.Sections.Select(section => JsObject.Of(("heading", section.Heading), ("text", section.Text))))),
        ("explanation", content.Explanation),
        ("attachments", new JsArray(attachments.OrderBy(file => file.Id, StringComparer.Ordinal).Select(file => JsObject.Of(
            ("id", file.Id), ("name", file.Name), ("size", file.Size), ("sha256", file.Sha256)))))));

    public static (DraftContent Content, IReadOnlyList<FrozenAttachment> Attachments) Read(string canonical)
    {
        var map = (JsObject)JsonText.Parse(canonical)!;
        var content = new DraftContent(
            (string)map["title"]!,
            [.. Maps(map["sections"]).Select(section => new Section((string)section["heading"]!, (string)section["text"]!))],
            (string)map["explanation"]!);
        return (content,
            [.. Maps(map["attachments"]).Select(file => new FrozenAttachment(
                (string)file["id"]!, (string)file["name"]!, (long)(double)file["size"]!, (string)file["sha256"]!))]);
    }

    public static string Sha256(string canonical) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical)));

    private static IEnumerable<JsObject> Maps(object? list) => ((JsArray)list!).Items.Cast<JsObject>();
}

using System.Text.Json;
using Orchestrator.Contracts.People;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Contracts;

public sealed class PersonKeySpecs
{
    /// <summary>Computed by another program: two services must agree to the bit.</summary>
    private const string Expected = "e221fcd65155cd95959ed8d3f91e900ac2e89cab299f7af9c73762efa9b27b43";

    private static readonly PersonKeySecret Secret = new([.. Enumerable.Range(0, 32).Select(at => (byte)at)]);

    [Fact]
    public void A_key_is_the_keyed_hash_of_the_number() =>
        PersonKey.Of(IdentityNumberSpecs.Read("990101198506090013"), Secret).ToString().ShouldBe(Expected);

    [Fact]
    public void One_number_and_one_secret_give_one_key()
    {
        var number = IdentityNumberSpecs.Read("990101198506090013");
        PersonKey.Of(number, Secret).ShouldBe(PersonKey.Of(number, Secret));
        PersonKey.Of(number, Secret).GetHashCode().ShouldBe(PersonKey.Of(number, Secret).GetHashCode());
        PersonKey.Of(number, Secret).ShouldNotBe(PersonKey.Of(IdentityNumberSpecs.Read("990102198910030019"), Secret));
        PersonKey.Of(number, Secret).ShouldNotBe(PersonKey.Of(number, new PersonKeySecret(new byte[32])));
    }

    [Fact]
    public void A_key_holds_nothing_of_the_number() =>
        PersonKey.Of(IdentityNumberSpecs.Read("990101198506090013"), Secret).ToString().ShouldNotContain("19850609");

    [Fact]
    public void A_key_survives_the_wire()
    {
        PersonKey.TryParse(Expected, out var key).ShouldBeTrue();
        var json = JsonSerializer.Serialize(key);
        json.ShouldBe($"\"{Expected}\"");
        JsonSerializer.Deserialize<PersonKey>(json).ShouldBe(key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("990101198506090013")]
    [InlineData("E221FCD65155CD95959ED8D3F91E900AC2E89CAB299F7AF9C73762EFA9B27B43")]
    [InlineData("e221fcd65155cd95959ed8d3f91e900ac2e89cab299f7af9c73762efa9b27b4")]
    public void What_is_no_key_is_refused(string? text)
    {
        PersonKey.TryParse(text, out var key).ShouldBeFalse();
        key.ShouldBeNull();
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<PersonKey>(JsonSerializer.Serialize(text ?? "null")));
    }

    [Fact]
    public void A_short_secret_is_refused()
    {
        Should.Throw<ArgumentException>(() => new PersonKeySecret(new byte[31])).Message.ShouldContain("32");
        new PersonKeySecret(new byte[32]).ToString().ShouldBe(nameof(PersonKeySecret));
    }
}

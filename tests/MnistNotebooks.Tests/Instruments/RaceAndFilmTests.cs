using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Instruments;

/// <summary>What the race of explanations and the film of an ordering say without a script, and what they refuse.</summary>
public sealed class RaceAndFilmTests
{
    private static readonly DigitSet Digits = DrawnDigits.Create(10, 5).Test;

    private static readonly Network Network = new NetworkDescription { Hidden = [6, 4], Scale = PixelScale.Unit, Biases = true }.Create();

    [Fact]
    public void Their_texts_say_what_they_are()
    {
        Assert.StartsWith("The race of explanations: watch a digit's ink deleted in the order of mine, ink,", Race(
            ("mine", new OnePixel()), ("ink", new InkShares())).ToText(), StringComparison.Ordinal);
        Assert.StartsWith("The film of an ordering: watch a digit's pixels come one by one",
            MnistNotebooks.Instruments.Instruments.OrderingFilm(Network, Digits).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_race_keeps_its_orders_whatever_the_network_learns_later()
    {
        Network network = Network.Tutorial(3);
        Instrument race = MnistNotebooks.Instruments.Instruments.ExplanationRace(network, Digits, ("mine", new OnePixel()));
        string before = race.ToHtml();
        network.Layers[0].Weights.Clear();
        Assert.Equal(before, race.ToHtml());
    }

    [Fact]
    public void Racers_that_could_not_be_told_apart_are_refused()
    {
        Assert.StartsWith("A race has one racer at least", Refused(() => Race()), StringComparison.Ordinal);
        (string, AttributionMethod)[] five = [.. Enumerable.Range(0, 5).Select(i => ($"{i}", (AttributionMethod)new OnePixel()))];
        Assert.Equal("A race has one racer at least, and at most 4 methods and 2 controls, whose lines can be told apart; "
            + "there are 5 and 0. (Parameter 'methods')", Refused(() => Race(five)));
        (string, AttributionMethod)[] three = [.. Enumerable.Range(1, 3).Select(i => ($"{i}", (AttributionMethod)new RandomShares()))];
        Assert.Contains("there are 0 and 3.", Refused(() => Race(three)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Race((" ", new OnePixel())));
        Assert.Throws<ArgumentNullException>(() => Race(("mine", null!)));
    }

    [Fact]
    public void Digits_without_ink_and_networks_of_other_pictures_are_refused()
    {
        var empty = new DigitSet(new byte[784], new byte[1]);
        Assert.Equal("Record 0 has no ink, so no pixel of it can come or go. (Parameter 'digits')",
            Refused(() => MnistNotebooks.Instruments.Instruments.OrderingFilm(Network, empty)));
        Assert.Equal("The set has no records. (Parameter 'digits')",
            Refused(() => MnistNotebooks.Instruments.Instruments.OrderingFilm(Network, Digits.Range(0, 0))));
        Assert.Equal("Digits have 784 pixels, but the network takes 64 inputs. (Parameter 'network')", Refused(() =>
            MnistNotebooks.Instruments.Instruments.OrderingFilm(new NetworkDescription { Inputs = 64 }.Create(), Digits)));
        Assert.Throws<ArgumentNullException>(() => MnistNotebooks.Instruments.Instruments.OrderingFilm(null!, Digits));
    }

    private static Instrument Race(params (string, AttributionMethod)[] methods) =>
        MnistNotebooks.Instruments.Instruments.ExplanationRace(Network, Digits, methods);

    private static string Refused(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;
}

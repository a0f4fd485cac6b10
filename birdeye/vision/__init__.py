"""From the pixels of a photo to the birds in it.

The steps for one photo, as in `identifier.Identifier`:

1. ``preprocessing`` places the photo in the detector's input, and remembers where, so that boxes
  can be mapped back. ``session`` runs the network.
2. ``decoding`` reads the network's outputs as `detections.Detections`; ``suppression`` leaves one
  box per bird; ``detector`` combines the three and returns pixels of the upright photo. ``tiles``
  looks again, closer, if birds are small.
3. ``crops`` decides which part of the photo the classifier sees for each bird, and how many pixels
  of the photo that takes.
4. ``classifier`` turns crops into probabilities, one row per bird. ``expected`` weights these by
  where the photo was taken.
5. ``naming`` says no more than the probabilities support: a species, else a genus, else a family,
   else "not sure".

Coordinates: a *region* is a `Box` in pixels of the upright photo; *input pixels* are those of a
network. Only ``preprocessing.Placement`` converts between the two.
"""

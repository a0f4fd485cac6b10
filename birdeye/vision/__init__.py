"""From the pixels of a photo to the birds in it.

The story of one photo, as `identifier.Identifier` tells it:

1. ``preprocessing`` places the photo in the detector's input, and remembers where, so that boxes
   find their way back. ``session`` runs the network.
2. ``decoding`` reads the network's outputs as `detections.Detections`; ``suppression`` leaves one
   box a bird; ``detector`` puts the three together and answers in pixels of the upright photo.
   ``tiles`` looks again, closer, where birds are small.
3. ``crops`` decides what of the photo the classifier sees of each bird, and how many pixels of the
   photo that takes.
4. ``classifier`` turns crops into probabilities, one row a bird.
   ``expected`` weighs these by where the photo was taken.
5. ``naming`` says no more than the probabilities support: a species, else a genus, else a family,
   else that it is not sure.

Frames: a *region* is a `Box` in pixels of the upright photo; *input pixels* are those of a network.
Only ``preprocessing.Placement`` converts between the two.
"""
